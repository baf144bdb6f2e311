package io.anchorage.learn.cnn.paths;

import java.io.Serializable;

/**
 * Settings for training a network along random paths (He 2025, sections 3.4 and 4.3).
 *
 * @param paths number of paths per image and forward pass, at least 1
 * @param last the layer where paths end; the maps up to it are predicted
 * @param patch which activations a path's next activation sees
 * @param rectify whether negative predictions are replaced by zero: after the ReLU no map is
 *     negative
 * @param predictor the predictor of the activations that no path computes
 * @param steps optimiser steps of the predictor per image and forward pass
 * @param warmStart optimiser steps of the predictor on the untrained network's whole maps
 */
public record PathConfig(
    int paths,
    int last,
    PatchRule patch,
    boolean rectify,
    PredictorConfig predictor,
    int steps,
    int warmStart)
    implements Serializable {
  public PathConfig {
    check(paths >= 1 && paths <= 1_000_000, "paths must be in 1 .. 1000000", paths);
    check(last >= 1 && last <= 9, "last must be a layer in 1 .. 9", last);
    check(steps >= 0 && steps <= 10_000, "steps must be in 0 .. 10000", steps);
    check(warmStart >= 0 && warmStart <= 1_000_000, "warmStart must be in 0 .. 1000000", warmStart);
  }

  /**
   * As published. {@code last} is 6, the thesis's number of SIRENs per image; its equation 7 gives
   * 7.
   */
  public static PathConfig defaults() {
    return new PathConfig(400, 6, PatchRule.OWN, false, PredictorConfig.defaults(), 1, 0);
  }

  private static void check(boolean holds, String message, int value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
