package io.anchorage.family.arc;

import java.io.Serializable;

/** How a cloud's latents are found under its frozen decoder. */
public sealed interface LatentSolver extends Serializable {
  /** Adam, as published. */
  static LatentSolver defaults() {
    return new Adam();
  }

  /** Adam with the recipe's {@code adam} and {@code schedule}, on some of the pixels each step. */
  record Adam() implements LatentSolver {
    public static Adam defaults() {
      return new Adam();
    }
  }

  /**
   * Damped Gauss-Newton over all pixels: see {@link GaussNewtonFit}. A step of the fit is one of
   * its iterations. Needs no learning rate and draws no pixels.
   *
   * @param damping damping of the first iteration, relative to the mean of the diagonal of J^T J,
   *     in (0, 1000]
   * @param products largest number of products with J^T J in an iteration, 1 to 1000
   * @param tolerance an iteration's linear system is solved until its residual, in the
   *     preconditioner's norm, has fallen to this share, in [0, 1)
   */
  record GaussNewton(float damping, int products, float tolerance) implements LatentSolver {
    public GaussNewton {
      if (!(damping > 0 && damping <= 1000)) {
        throw new IllegalArgumentException("damping must be in (0, 1000]: " + damping);
      }
      if (products < 1 || products > 1000) {
        throw new IllegalArgumentException("products must be in 1 .. 1000: " + products);
      }
      if (!(tolerance >= 0 && tolerance < 1)) {
        throw new IllegalArgumentException("tolerance must be in [0, 1): " + tolerance);
      }
    }

    public static GaussNewton defaults() {
      return new GaussNewton(0.1f, 16, 0.03f);
    }
  }
}
