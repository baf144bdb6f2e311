package io.anchorage.jobs.learn;

import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.learn.Augmentations;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.input.Latents;
import java.util.List;

/**
 * The config section {@code clouds}: which fields of a table to use, what the model sees of them,
 * and how much memory they may take.
 *
 * @param split of the table to train and validate on
 * @param test split to score the finished model on, once; empty scores none
 * @param input what the model sees of a field
 * @param changes fixed changes to each sample, drawn by its id. Unlike augmentations they are the
 *     same in every epoch, so they amount to another dataset
 * @param memoryMegabytes megabytes of samples to hold in memory, at least 1. A split that fits is
 *     read once, and its order in the table does not matter; a larger split is read from Parquet in
 *     each epoch and shuffled through a buffer of this size
 */
public record SamplesConfig(
    String split, String test, FieldInput input, List<Augmentation> changes, int memoryMegabytes) {
  public SamplesConfig {
    changes = List.copyOf(changes);
    Changes.requireSingle(changes);
    Augmentations.misplaced(changes, input.gives())
        .ifPresent(
            change -> {
              throw new IllegalArgumentException(
                  "changes must be of %s, which input %s gives: %s"
                      .formatted(input.gives().many(), input.kind(), change));
            });
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

  public static SamplesConfig defaults() {
    return new SamplesConfig("train", "test", new Latents(), List.of(), 512);
  }

  long memoryBytes() {
    return (long) memoryMegabytes << 20;
  }
}
