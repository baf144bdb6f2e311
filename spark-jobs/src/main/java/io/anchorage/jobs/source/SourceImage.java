package io.anchorage.jobs.source;

import io.anchorage.signal.Raster;

/** What reading one item gave: the image, or why there is none. */
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
   * @param stage read or decode
   * @param error the error's class
   * @param message one line
   */
  record Unreadable(ItemRef item, String stage, String error, String message)
      implements SourceImage {}
}
