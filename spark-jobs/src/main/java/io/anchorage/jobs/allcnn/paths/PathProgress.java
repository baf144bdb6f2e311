package io.anchorage.jobs.allcnn.paths;

import java.io.Serializable;
import java.util.List;

/**
 * Where one training stands, as the driver hears it.
 *
 * @param epoch in progress, from 1
 * @param epochs of the training
 * @param seconds since it began
 * @param history so far
 */
record PathProgress(int epoch, int epochs, double seconds, List<EpochScores> history)
    implements Serializable {
  private static final long serialVersionUID = 1;

  PathProgress {
    history = List.copyOf(history);
  }

  /** Seconds left at the speed so far; NaN in the first epoch. */
  double secondsLeft() {
    int done = epoch - 1;
    return done == 0 ? Double.NaN : seconds * (epochs - done) / done;
  }
}
