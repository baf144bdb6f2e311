package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * A random change of the clouds of a training batch. Does not modify its arguments.
 *
 * <p>In a list, augmentations of single clouds come first and {@link ArcMix} last. They see raw
 * features, before normalisation.
 */
public sealed interface Augmentation
    permits Noise, Masking, Push, Jumble, Rotate, Flip, Shift, ArcMix {
  /**
   * The changed clouds, in the same order.
   *
   * @param batch at least one cloud
   * @param streams of this epoch; the same streams give the same changes
   */
  List<Sample> apply(List<Sample> batch, Streams streams);
}
