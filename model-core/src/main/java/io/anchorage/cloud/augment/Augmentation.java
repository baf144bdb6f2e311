package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * A random change of a training batch: of clouds, of the parameters of networks, or of labels. Does
 * not modify its arguments.
 *
 * <p>In a list, augmentations of single samples come first and one that {@linkplain #joins joins
 * samples} last. They see raw features, before normalisation.
 */
public sealed interface Augmentation permits CloudAugmentation, NetworkAugmentation, RandomLabels {
  /**
   * The changed samples, in the same order.
   *
   * @param batch at least one sample, all of the kind that this is for
   * @param streams of this epoch; the same streams give the same changes
   */
  List<Sample> apply(List<Sample> batch, Streams streams);

  /** Whether a sample becomes a mixture with another of its batch. */
  default boolean joins() {
    return false;
  }
}
