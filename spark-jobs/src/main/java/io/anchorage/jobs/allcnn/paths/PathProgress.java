package io.anchorage.jobs.allcnn.paths;

import java.io.Serializable;
import java.util.List;

/**
 * Where one training stands, as the driver hears it.
 *
 * @param epoch in progress, from 1; one more than {@code epochs} if none is left
 * @param epochs of the training
 * @param before epochs done before it was resumed
 * @param seconds since it began, or was resumed
 * @param history so far
 */
record PathProgress(int epoch, int epochs, int before, double seconds, List<EpochScores> history)
    implements Serializable {
  private static final long serialVersionUID = 1;

  PathProgress {
    history = List.copyOf(history);
  }

  /** Whether the training is over. */
  boolean isDone() {
    return epoch > epochs;
  }

  /** Seconds left at the speed so far; NaN in the first epoch. */
  double secondsLeft() {
    int done = epoch - 1 - before;
    return done == 0 ? Double.NaN : seconds * (epochs - epoch + 1) / done;
  }
}
