package io.anchorage.cloud.augment;

import io.anchorage.kernel.random.Philox;

/**
 * The source of random numbers for augmentations: one generator for each purpose and cloud, so that
 * what happens to a cloud depends on its id and not on its batch.
 */
@FunctionalInterface
public interface Streams {
  /**
   * A generator for one purpose and one cloud.
   *
   * @param purpose the augmentation's name
   * @param id the cloud's key, or a fixed word for numbers that a batch shares
   */
  Philox of(String purpose, String id);
}
