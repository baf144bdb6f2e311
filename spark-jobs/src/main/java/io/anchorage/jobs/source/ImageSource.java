package io.anchorage.jobs.source;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * A dataset of images. It is opened and listed on the driver, sent to the executors, and read
 * there. A problem with the dataset as a whole is a {@link io.anchorage.UserException} when it is
 * opened.
 */
public interface ImageSource extends Serializable {
  /** The dataset's name, the first part of its images' ids. */
  String dataset();

  /**
   * All images, split by split (train first), in the source's order; listed lazily where the source
   * allows it.
   */
  Iterator<ItemRef> items();

  /** Class names by class number; empty if the source has none. */
  List<String> labelNames();

  /**
   * An item's class name as far as it is known without reading the image; on the driver.
   *
   * @return empty if the item has no class; null if only its reading can tell
   */
  default String className(ItemRef item) {
    return null;
  }

  /** What a person should know of the dataset before it is fitted; known on the driver only. */
  default List<Finding> findings() {
    return List.of();
  }

  /**
   * Reads items, one at a time, in the order given; on an executor.
   *
   * @param items items of this source; fastest if grouped by file and in ascending position
   */
  Iterator<SourceImage> read(List<ItemRef> items);
}
