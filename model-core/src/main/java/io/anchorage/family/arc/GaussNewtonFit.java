package io.anchorage.family.arc;

import io.anchorage.family.arc.kernel.ArcJacobian;
import io.anchorage.family.arc.kernel.ArcKernels;
import io.anchorage.family.arc.kernel.ArcStrand;
import io.anchorage.family.arc.kernel.ArcWeights;
import io.anchorage.fit.BadSignalException;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;
import java.util.Arrays;

/**
 * Damped Gauss-Newton for the latents of one cloud (K. Levenberg 1944, D. Marquardt 1963). With d
 * the differences between values and targets at z and J their Jacobian there, an iteration solves
 *
 * <pre>
 * (J^T J + lambda mu I) s = -J^T d,    mu = mean of the diagonal of J^T J
 * </pre>
 *
 * <p>by conjugate gradients, preconditioned by the diagonal and cut off early (S. G. Nash: A survey
 * of truncated-Newton methods, 2000). The decoder is piecewise linear in z, so the model {@code |d
 * + J s|^2} is exact until a hidden unit is switched on or off. If z + s has a smaller loss, the
 * fit moves there. The damping follows the gain ratio, actual decrease by predicted decrease: below
 * a quarter it rises, above three quarters it falls, and an iteration without a decrease leaves z
 * where it is and raises the damping more. The loss never rises.
 */
final class GaussNewtonFit {
  private static final double LEAST_DAMPING = 1e-9;
  private static final double MOST_DAMPING = 1e9;
  private static final double FALL = 1.0 / 3;
  private static final double RISE = 4;

  private final ArcState state;
  private final LatentSolver.GaussNewton solver;
  private final ArcJacobian jacobian;
  private final int values;
  private final float[] gradient;
  private final float[] diagonal;
  private final float[] step;
  private final float[] residual;
  private final float[] scaled;
  private final float[] direction;
  private final float[] product;
  private final float[] trial;
  private double damping;
  private double mean;
  private double loss = Double.NaN;

  GaussNewtonFit(
      ArcState state,
      LatentSolver.GaussNewton solver,
      Kernels kernels,
      ArcWeights weights,
      Team team) {
    this.state = state;
    this.solver = solver;
    int fitted = state.order().to(state.order().turn() - 1);
    this.jacobian =
        new ArcJacobian(
            ArcKernels.of(kernels),
            ArcKernels.jacobian(kernels),
            weights,
            state.points(),
            ArcStrand.of(state.points(), 0, fitted, state.anchors()),
            team);
    this.values = fitted * state.shape().channels();
    int size = state.latents().length;
    this.gradient = new float[size];
    this.diagonal = new float[size];
    this.step = new float[size];
    this.residual = new float[size];
    this.scaled = new float[size];
    this.direction = new float[size];
    this.product = new float[size];
    this.trial = new float[size];
    this.damping = solver.damping();
  }

  /**
   * Refuses an image whose Jacobian would take more than half of the heap: n z floats for each
   * pixel and channel, and twice the hidden units of each pixel.
   */
  static void checkMemory(ArcConfig config, Signal signal) throws BadSignalException {
    int pixels = signal.grid().points();
    long floats =
        (long) pixels
            * (signal.channels() * (long) config.neighbours() * LaneTree.padded(config.latentDim())
                + 2L * LaneTree.padded(config.hidden()));
    long most = Runtime.getRuntime().maxMemory() / 2;
    if (floats * Float.BYTES > most) {
      throw new BadSignalException(
          ("Gauss-Newton needs %d MiB for an image of %d pixels, and half of the heap is %d MiB: give"
                  + " more memory, resize the image, or choose family.solver.kind adam")
              .formatted((floats * Float.BYTES) >> 20, pixels, most >> 20));
    }
  }

  /** Takes one iteration. */
  void step() {
    if (Double.isNaN(loss)) {
      loss = jacobian.differences(state.targets(), state.latents());
      moved();
    }
    double predicted = solve();
    for (int i = 0; i < trial.length; i++) {
      trial[i] = state.latents()[i] + step[i];
    }
    double found = jacobian.differences(state.targets(), trial);
    if (found < loss) {
      double gain = (loss - found) / predicted;
      System.arraycopy(trial, 0, state.latents(), 0, trial.length);
      loss = found;
      moved();
      damping *= gain > 0.75 ? FALL : gain < 0.25 ? RISE : 1;
    } else {
      damping *= RISE * RISE;
    }
    damping = Math.min(MOST_DAMPING, Math.max(LEAST_DAMPING, damping));
    state.stepped((float) (loss / values));
  }

  /** The target has changed: what is known of the loss does not hold any more. */
  void retarget() {
    loss = Double.NaN;
  }

  private void moved() {
    jacobian.follow();
    jacobian.gradient(gradient);
    jacobian.diagonal(diagonal);
    double sum = 0;
    for (float square : diagonal) {
      sum += square;
    }
    mean = sum / (state.anchors() * state.shape().latentDim());
  }

  /**
   * Solves for {@link #step} by preconditioned conjugate gradients (Y. Saad: Iterative methods for
   * sparse linear systems, algorithm 9.1).
   *
   * @return the decrease of the loss that the linear model predicts: with r what is left of the
   *     right-hand side, {@code -g s + r s + lambda mu s s}
   */
  private double solve() {
    float shift = (float) (damping * mean);
    Arrays.fill(step, 0f);
    for (int i = 0; i < step.length; i++) {
      residual[i] = -gradient[i];
      scaled[i] = residual[i] / (diagonal[i] + shift);
      direction[i] = scaled[i];
    }
    double left = jacobian.dot(residual, scaled);
    double enough = left * solver.tolerance() * solver.tolerance();
    for (int n = 0; n < solver.products() && left > enough; n++) {
      double curvature =
          jacobian.normal(direction, product) + shift * jacobian.dot(direction, direction);
      float along = (float) (left / curvature);
      for (int i = 0; i < step.length; i++) {
        step[i] = Math.fma(along, direction[i], step[i]);
        residual[i] = Math.fma(-along, Math.fma(shift, direction[i], product[i]), residual[i]);
        scaled[i] = residual[i] / (diagonal[i] + shift);
      }
      double next = jacobian.dot(residual, scaled);
      float keep = (float) (next / left);
      for (int i = 0; i < step.length; i++) {
        direction[i] = Math.fma(keep, direction[i], scaled[i]);
      }
      left = next;
    }
    return jacobian.dot(residual, step)
        - jacobian.dot(gradient, step)
        + shift * jacobian.dot(step, step);
  }

  void close() {
    jacobian.close();
  }
}
