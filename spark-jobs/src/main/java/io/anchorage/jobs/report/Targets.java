package io.anchorage.jobs.report;

import io.anchorage.jobs.table.FieldSample;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** What a table's fields were fitted to, as far as the dataset is still there. */
public interface Targets extends FieldSample.Originals {
  /** What they are called, in the plural. */
  String words();

  /** Why there are none at all; empty if the dataset is there. */
  Optional<String> missing();

  /**
   * Draws fields beside their targets, class by class.
   *
   * @param images of how many images, at most
   * @throws io.anchorage.UserException if the table has no fields
   */
  Sheet sheet(int images);

  /**
   * A drawn sheet.
   *
   * @param fields how many are on it
   * @param targets how many of them have their target beside them
   */
  record Sheet(BufferedImage picture, int fields, int targets) {}
}
