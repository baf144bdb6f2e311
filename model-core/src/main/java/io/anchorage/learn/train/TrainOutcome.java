package io.anchorage.learn.train;

import java.util.List;

/**
 * What came of a training.
 *
 * @param model with the weights of the best epoch: that of the highest validation accuracy, the
 *     first of equals; without a validation split the last
 * @param history one entry an epoch
 * @param bestEpoch from 1
 * @param ended why no epoch followed
 */
public record TrainOutcome(
    TrainedModel model, List<EpochMetrics> history, int bestEpoch, Ended ended) {
  /** Why a training ended. */
  public enum Ended {
    /** It had all its epochs. */
    EPOCHS,
    /** Validation had not improved for as long as patience lasts. */
    PATIENCE,
    /** The listener wanted no more. */
    STOPPED
  }

  public TrainOutcome {
    history = List.copyOf(history);
  }
}
