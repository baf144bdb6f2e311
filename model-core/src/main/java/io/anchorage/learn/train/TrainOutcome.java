package io.anchorage.learn.train;

import java.util.List;

/**
 * The result of a training.
 *
 * @param model with the weights of the best epoch: the first of the highest validation accuracy;
 *     without a validation split, the last
 * @param history one entry per epoch
 * @param bestEpoch from 1
 * @param ended why training stopped
 */
public record TrainOutcome(
    TrainedModel model, List<EpochMetrics> history, int bestEpoch, Ended ended) {
  /** Why a training stopped. */
  public enum Ended {
    /** All epochs were done. */
    EPOCHS,
    /** Validation had not improved for {@code patience} epochs. */
    PATIENCE,
    /** The listener asked to stop. */
    STOPPED
  }

  public TrainOutcome {
    history = List.copyOf(history);
  }
}
