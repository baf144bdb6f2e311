package io.anchorage.jobs.source;

import io.anchorage.signal.Raster;

/** The result of reading one item: the image, or the reason why it could not be read. */
public sealed interface SourceImage {
  ItemRef item();

  /**
   * A decoded image.
   *
   * @param label class number, or -1 if the source has none
   * @param labelName class name, or empty if the source has none
   */
  record Decoded(ItemRef item, Raster raster, int label, String labelName) implements SourceImage {}

  /**
   * An image that could not be read.
   *
   * @param stage {@code read} or {@code decode}
   * @param error simple name of the exception's class
   * @param message the exception's message, one line
   */
  record Unreadable(ItemRef item, String stage, String error, String message)
      implements SourceImage {}
}
