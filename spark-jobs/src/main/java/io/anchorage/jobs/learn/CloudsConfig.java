package io.anchorage.jobs.learn;

import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.learn.input.CloudInput;
import io.anchorage.learn.input.Latents;
import java.util.List;

/**
 * Which clouds of a table, and how many of them are held in memory.
 *
 * @param split of the table to train and validate on
 * @param test split to score the finished model on, once; empty scores none
 * @param input what the model sees of an ARC
 * @param changes made to each cloud of the table once and for all, drawn by its id: not an
 *     augmentation, but another dataset
 * @param memoryMegabytes of clouds that are held, at least 1. A split that fits is read once, and
 *     its order in the table has no influence; a larger one is read from Parquet in each epoch and
 *     shuffled through a buffer of this size
 */
public record CloudsConfig(
    String split, String test, CloudInput input, List<Augmentation> changes, int memoryMegabytes) {
  public CloudsConfig {
    changes = List.copyOf(changes);
    Changes.requireSingle(changes);
    if (split.isBlank()) {
      throw new IllegalArgumentException("split must be a split of the table, such as train: ''");
    }
    if (split.equals(test)) {
      throw new IllegalArgumentException("test must be another split than split: " + test);
    }
    if (memoryMegabytes < 1) {
      throw new IllegalArgumentException("memoryMegabytes must be at least 1: " + memoryMegabytes);
    }
  }

  public static CloudsConfig defaults() {
    return new CloudsConfig("train", "test", new Latents(), List.of(), 512);
  }

  long memoryBytes() {
    return (long) memoryMegabytes << 20;
  }
}
