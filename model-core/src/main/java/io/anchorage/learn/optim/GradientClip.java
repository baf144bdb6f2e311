package io.anchorage.learn.optim;

import ai.djl.ndarray.NDArray;

/** {@code torch.nn.utils.clip_grad_norm_}: bounds the Euclidean norm of all gradients together. */
public final class GradientClip {
  private static final double EPSILON = 1e-6;

  private GradientClip() {}

  /**
   * Scales the gradient in place by {@code min(1, most / (norm + 1e-6))}.
   *
   * @param most the largest norm allowed, positive; infinity leaves the gradient unchanged
   * @return the norm before clipping
   */
  public static double toNorm(NDArray gradient, double most) {
    double norm = Math.sqrt(scalar(gradient.square().sum()));
    double scale = most / (norm + EPSILON);
    if (scale < 1) {
      gradient.muli(scale);
    }
    return norm;
  }

  private static double scalar(NDArray array) {
    return array.toArray()[0].doubleValue();
  }
}
