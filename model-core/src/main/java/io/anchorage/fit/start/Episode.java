package io.anchorage.fit.start;

import io.anchorage.kernel.Kernels;

/**
 * One image's part in an iteration of the outer loop: a short fit from the start, and how the start
 * and the step sizes should follow. Holds its results until the next run; not thread-safe.
 */
final class Episode {
  /** Distance of the two gradients of a difference, as a norm of the parameters. */
  private static final double DISTANCE = 3e-3;

  private final StartPlan plan;
  private final Kernels kernels;
  private final float[][] path;
  private final float[][] gradients;
  private final float[] end;
  private final float[] startGradient;
  private final float[][] sizeGradients;
  private final float[] direction;
  private final float[] aside;
  private final float[] ahead;

  Episode(StartPlan plan, int parameters, Kernels kernels) {
    this.plan = plan;
    this.kernels = kernels;
    int kept = plan.learnsSizes() ? plan.steps() : 0;
    this.path = new float[plan.method() == StartMethod.SECOND_ORDER ? kept : 0][parameters];
    this.gradients = new float[Math.max(1, kept)][parameters];
    this.sizeGradients = new float[kept][parameters];
    this.end = new float[parameters];
    this.startGradient = new float[parameters];
    this.direction = new float[parameters];
    this.aside = new float[parameters];
    this.ahead = new float[parameters];
  }

  /** [parameters], what the outer loop follows; valid until the next run. */
  float[] startGradient() {
    return startGradient;
  }

  /** [steps][parameters], the gradient by the step sizes; no steps if these are not learnt. */
  float[][] sizeGradients() {
    return sizeGradients;
  }

  /**
   * Fits one image and finds the gradients.
   *
   * @param start [parameters], left as it is
   * @param sizes [steps][parameters] if they are learnt
   * @param descent of the fit, before its first step
   */
  void run(SignalLoss loss, float[] start, float[][] sizes, Descent descent) {
    System.arraycopy(start, 0, end, 0, start.length);
    loss.settle(end);
    for (int t = 0; t < plan.steps(); t++) {
      if (t < path.length) {
        System.arraycopy(end, 0, path[t], 0, end.length);
      }
      float[] gradient = gradients[t % gradients.length];
      loss.gradient(t, end, gradient);
      descent.step(kernels, end, gradient);
      loss.settle(end);
    }
    if (plan.method() == StartMethod.REPTILE) {
      for (int i = 0; i < end.length; i++) {
        startGradient[i] = start[i] - end[i];
      }
      return;
    }
    loss.gradient(plan.steps(), end, startGradient);
    for (int t = sizeGradients.length - 1; t >= 0; t--) {
      // p_(t+1) = p_t - alpha_t g_t, so dL / d alpha_t = -g_t lambda_(t+1).
      for (int i = 0; i < end.length; i++) {
        sizeGradients[t][i] = -gradients[t][i] * startGradient[i];
      }
      if (plan.method() == StartMethod.SECOND_ORDER) {
        throughStep(loss, t, sizes[t]);
      }
    }
  }

  /** lambda_t = lambda_(t+1) - L''(p_t) (alpha_t lambda_(t+1)), in {@code startGradient}. */
  private void throughStep(SignalLoss loss, int t, float[] alpha) {
    double square = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = alpha[i] * startGradient[i];
      square += (double) direction[i] * direction[i];
    }
    if (square == 0 || !Double.isFinite(square)) {
      return;
    }
    float scale = (float) (DISTANCE / Math.sqrt(square));
    for (int i = 0; i < aside.length; i++) {
      aside[i] = path[t][i] + scale * direction[i];
    }
    loss.settle(aside);
    loss.gradient(t, aside, ahead);
    float unit = 1 / scale;
    for (int i = 0; i < startGradient.length; i++) {
      startGradient[i] -= (ahead[i] - gradients[t][i]) * unit;
    }
  }
}
