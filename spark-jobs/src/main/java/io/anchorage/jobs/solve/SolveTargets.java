package io.anchorage.jobs.solve;

import io.anchorage.equation.Case;
import io.anchorage.equation.EquationConfig;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import io.anchorage.signal.UnitImage;
import java.util.Optional;

/** What a principled solver gives for the cases of a table, computed again from their ids. */
final class SolveTargets implements Targets {
  private final FieldTable table;
  private final TableSubject subject;
  private final EquationConfig equation;
  private Signal last;

  SolveTargets(FieldTable table, TableSubject subject, EquationConfig equation) {
    this.table = table;
    this.subject = subject;
    this.equation = equation;
  }

  @Override
  public String words() {
    return "reference";
  }

  @Override
  public Optional<String> missing() {
    return Optional.empty();
  }

  private synchronized Signal reference(FieldSummary field) {
    if (last == null || !last.id().equals(field.id())) {
      last = equation.of(field.id(), Case.parse(field.id())).reference();
    }
    return last;
  }

  @Override
  public float[] pixels(FieldSummary field) {
    Signal reference = reference(field);
    return UnitImage.samples(reference.values(), reference.normalisation());
  }

  @Override
  public Optional<Raster> original(FieldSummary field) {
    Signal reference = reference(field);
    float strongest = SolvePicture.strongest(reference.values());
    return Optional.of(SolvePicture.of(reference.values(), reference.grid(), strongest));
  }

  @Override
  public boolean isChanged(FieldSummary field) {
    return false;
  }

  @Override
  public Sheet sheet(int fields) {
    return new SolveSheet(table, subject, this).draw(fields);
  }
}
