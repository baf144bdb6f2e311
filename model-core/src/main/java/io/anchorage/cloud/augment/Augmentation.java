package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * A random change of the clouds of a training batch. Does not touch what it is given.
 *
 * <p>Augmentations of single clouds come first in a list, {@link ArcMix} last. They see raw
 * features, before any normalisation.
 */
public sealed interface Augmentation
    permits Noise, Masking, Push, Jumble, Rotate, Flip, Shift, ArcMix {
  /**
   * The changed clouds, in the same order.
   *
   * @param batch at least one cloud
   * @param streams of this epoch: the same give the same changes
   */
  List<Sample> apply(List<Sample> batch, Streams streams);
}
