package io.anchorage.jobs.source;

import java.io.Serializable;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One split of an IDX dataset.
 *
 * @param images path of the image file
 * @param labels path of the label file, or null if there is none
 * @param count number of images
 * @param pixels pixels per image
 * @param stamp of the image file
 */
record IdxSplit(String split, String images, String labels, int count, int pixels, FileStamp stamp)
    implements Serializable {

  Stream<ItemRef> items(String dataset) {
    return LongStream.range(0, count)
        .mapToObj(
            i -> new ItemRef(dataset + "/" + split + "/" + i, split, i, images, i, pixels, stamp));
  }
}
