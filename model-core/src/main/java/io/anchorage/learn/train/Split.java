package io.anchorage.learn.train;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Seeds;

/**
 * Which images are held out for validation. Each image is drawn by its own id, so the split does
 * not depend on the dataset's order, all fits of an image land on the same side, and a stream needs
 * no list.
 *
 * @param seed of the split
 * @param share of images held out, in [0, 1)
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
