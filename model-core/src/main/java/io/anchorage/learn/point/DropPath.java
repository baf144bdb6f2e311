package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.Compat;
import io.anchorage.learn.net.Pass;

/**
 * Stochastic depth (G. Huang et al., 2016): drops a residual branch at random, and scales kept
 * branches by the inverse of the keep probability. Drawn per cloud; in published mode, per point.
 */
final class DropPath {
  /** Drops nothing. */
  static final DropPath NONE = new DropPath(null);

  private final float[] factors;

  private DropPath(float[] factors) {
    this.factors = factors;
  }

  /**
   * Draws which branches to drop.
   *
   * @param probability of dropping a branch, in [0, 1)
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

  /** The branch, scaled or dropped. */
  NDArray apply(Pass pass, NDArray branch) {
    return factors == null ? branch : branch.mul(pass.floats(factors, factors.length, 1));
  }
}
