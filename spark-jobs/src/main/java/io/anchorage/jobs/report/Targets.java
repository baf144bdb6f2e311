package io.anchorage.jobs.report;

import io.anchorage.jobs.table.FieldSample;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** What a table's fields were fitted to, as far as the dataset is still available. */
public interface Targets extends FieldSample.Originals {
  /** Returns the name of the targets, in the plural. */
  String words();

  /** Returns why there are no targets at all; empty if the dataset is available. */
  Optional<String> missing();

  /**
   * Returns what a field was fitted to, as a picture.
   *
   * @return empty if it is gone or has changed, or if it is no picture
   */
  default Optional<Raster> original(FieldSummary field) {
    return Optional.empty();
  }

  /**
   * Draws fields beside their targets, class by class.
   *
   * @param images maximum number of images to show
   * @throws io.anchorage.UserException if the table has no fields
   */
  Sheet sheet(int images);

  /**
   * A drawn sheet.
   *
   * @param fields number of fields on the sheet
   * @param targets number of those fields shown beside their target
   */
  record Sheet(BufferedImage picture, int fields, int targets) {}
}
