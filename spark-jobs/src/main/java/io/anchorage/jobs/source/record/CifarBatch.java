package io.anchorage.jobs.source.record;

import io.anchorage.jobs.config.SourceConfig.Ids;
import io.anchorage.jobs.source.CountedItems;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ItemRef;
import java.io.Serializable;

/**
 * One batch file of CIFAR.
 *
 * @param first the index of its first image in its split
 * @param count number of images
 * @param stamp size and time of the file
 */
record CifarBatch(String split, String location, long first, long count, FileStamp stamp)
    implements Serializable {
  private static final int PIXELS = 32 * 32;

  /** The file's name without {@code .bin}. */
  String name() {
    return location.substring(location.lastIndexOf('/') + 1, location.lastIndexOf('.'));
  }

  CountedItems.Part items(String dataset, Ids ids) {
    boolean running = ids == Ids.RUNNING;
    String stem = dataset + "/" + (running ? split : name()) + "/";
    return new CountedItems.Part() {
      @Override
      public long count() {
        return count;
      }

      @Override
      public ItemRef item(long number) {
        return new ItemRef(
            stem + (running ? first + number : number),
            split,
            first + number,
            location,
            number,
            PIXELS,
            stamp);
      }
    };
  }
}
