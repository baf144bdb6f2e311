package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Raster;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A table whose fields represent the images of a dataset. */
public final class ImageTable implements TableSubject {
  private static final int BITS = 8;

  private final FieldTable table;
  private TableFamily family;

  public ImageTable(FieldTable table) {
    this.table = table;
  }

  @Override
  public String unit() {
    return "images";
  }

  @Override
  public synchronized TableFamily family() {
    if (family == null) {
      family = TableFamily.of(table);
    }
    return family;
  }

  @Override
  public Targets targets(String input, Configuration hadoop) {
    OriginalImages images = OriginalImages.of(table, family().recipe(), input, hadoop);
    return new ImageTargets(table, family(), images);
  }

  @Override
  public Raster picture(FieldRow row, int scale) {
    FieldSummary summary = row.summary();
    if (summary.channels() != 1 && summary.channels() != 3) {
      throw new UserException(
          Kind.INPUT,
          "Field %s has %d channels; only grey and RGB images can be written"
              .formatted(summary.id(), summary.channels()));
    }
    return family().image(row.field(), scale).raster(BITS);
  }

  @Override
  public Optional<Curves> curves() {
    return Optional.empty();
  }

  @Override
  public Optional<String> group(String id) {
    return Optional.empty();
  }
}
