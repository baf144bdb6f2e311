package io.anchorage.jobs.report;

import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Raster;
import java.util.Optional;

/** The images that a table's fields were fitted to. */
record ImageTargets(FieldTable table, TableFamily family, OriginalImages images)
    implements Targets {
  @Override
  public String words() {
    return "originals";
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
  public Sheet sheet(int count) {
    return new FieldSheet(table, family, images).draw(count);
  }
}
