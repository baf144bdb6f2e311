package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.Compat;
import io.anchorage.learn.net.Pass;

/**
 * Stochastic depth (G. Huang et al., 2016): a branch is left out at random, and what stays is
 * scaled by the inverse of the probability to stay. For each cloud; as published, for each point.
 */
final class DropPath {
  /** Nothing is left out. */
  static final DropPath NONE = new DropPath(null);

  private final float[] factors;

  private DropPath(float[] factors) {
    this.factors = factors;
  }

  /**
   * Draws.
   *
   * @param probability that a branch is left out, in [0, 1)
   */
  static DropPath draw(Cells cells, double probability, Compat compat, BatchRandom draws) {
    if (probability == 0) {
      return NONE;
    }
    float kept = (float) (1 / (1 - probability));
    float[] factors = new float[cells.points()];
    for (int b = 0; b < cells.clouds(); b++) {
      boolean stays = draws.uniform() >= probability;
      for (int p = cells.start(b); p < cells.start(b + 1); p++) {
        if (compat == Compat.PUBLISHED) {
          stays = draws.uniform() >= probability;
        }
        factors[p] = stays ? kept : 0;
      }
    }
    return new DropPath(factors);
  }

  /** The branch, or what is left of it. */
  NDArray apply(Pass pass, NDArray branch) {
    return factors == null ? branch : branch.mul(pass.floats(factors, factors.length, 1));
  }
}
