package io.anchorage.jobs.source;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * A dataset of images. Made and listed on the driver, sent to the executors, read there. Whatever
 * is wrong with the dataset as a whole is a {@link io.anchorage.UserException} when it is made.
 */
public interface ImageSource extends Serializable {
  /** The dataset's name, the first part of its ids. */
  String dataset();

  /**
   * All images, split by split (train first), in the source's order; lazily where the source
   * allows.
   */
  Iterator<ItemRef> items();

  /** Class names by class number; empty if the source has none. */
  List<String> labelNames();

  /**
   * Reads items, one at a time, in the order given; on an executor.
   *
   * @param items any of this source's, best of one file and ascending
   */
  Iterator<SourceImage> read(List<ItemRef> items);
}
