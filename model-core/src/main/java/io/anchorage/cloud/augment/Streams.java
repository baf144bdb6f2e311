package io.anchorage.cloud.augment;

import io.anchorage.kernel.random.Philox;

/**
 * Where augmentations get their random numbers: one generator for each purpose and cloud, so that
 * what happens to a cloud depends on its id, and not on its batch.
 */
@FunctionalInterface
public interface Streams {
  /**
   * A generator for one purpose and one cloud.
   *
   * @param purpose the augmentation's name
   * @param id the cloud's key, or a word for what a batch shares
   */
  Philox of(String purpose, String id);
}
