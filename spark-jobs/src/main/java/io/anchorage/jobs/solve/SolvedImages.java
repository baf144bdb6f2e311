package io.anchorage.jobs.solve;

import io.anchorage.jobs.report.OriginalImages;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Raster;
import java.util.Optional;

/** The images whose derivatives a table's fields were taught. */
record SolvedImages(FieldTable table, TableSubject subject, OriginalImages images)
    implements Targets {
  @Override
  public String words() {
    return "original";
  }

  @Override
  public Optional<String> missing() {
    return images.missing();
  }

  @Override
  public float[] pixels(FieldSummary field) {
    return images.unit(field).orElse(null);
  }

  @Override
  public Optional<Raster> original(FieldSummary field) {
    return images.find(field);
  }

  @Override
  public boolean isChanged(FieldSummary field) {
    return images.isChanged(field.id(), field);
  }

  @Override
  public Sheet sheet(int fields) {
    return new SolveSheet(table, subject, this).draw(fields);
  }
}
