package io.anchorage.learn.train;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Seeds;

/**
 * Which images are for validation: each image's id is drawn by itself, so that the split does not
 * depend on the order of the dataset, all fits of an image are on one side, and a stream needs no
 * list.
 *
 * @param seed of the split
 * @param share of the images that validate, in [0, 1)
 */
public record Split(long seed, double share) {
  public Split {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("share must be in [0, 1): " + share);
    }
  }

  public boolean validates(Sample sample) {
    return (key(sample.id()) >>> 11) * 0x1p-53 < share;
  }

  long key(String id) {
    return new Seeds(seed, id, 0).key("split");
  }
}
