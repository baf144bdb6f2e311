package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * {@code (x - mean) / sqrt(var + epsilon) gamma + beta} for each channel. In training with the
 * batch's mean and variance, which also move the running ones: {@code running = (1 - momentum)
 * running + momentum batch}. In evaluation, and for a single row, with the running ones.
 */
public final class BatchNorm {
  private final Parameter gamma;
  private final Parameter beta;
  private final Buffer mean;
  private final Buffer variance;
  private final double epsilon;
  private final double momentum;

  public BatchNorm(
      ModelParameters plan, String name, int channels, double epsilon, double momentum) {
    this.gamma = plan.parameter(name + ".weight", new Init.Constant(1), channels);
    this.beta = plan.parameter(name + ".bias", new Init.Constant(0), channels);
    this.mean = plan.buffer(name + ".running_mean", 0, channels);
    this.variance = plan.buffer(name + ".running_var", 1, channels);
    this.epsilon = epsilon;
    this.momentum = momentum;
  }

  /** PyTorch's own epsilon and momentum: 1e-5 and 0.1. */
  public static BatchNorm usual(ModelParameters plan, String name, int channels) {
    return new BatchNorm(plan, name, channels, 1e-5, 0.1);
  }

  /**
   * Normalises.
   *
   * @param x [rows, channels] or [rows, channels, height, width]
   */
  public NDArray apply(Pass pass, NDArray x) {
    boolean fromBatch = pass.training() && x.size() > x.getShape().get(1);
    return JniUtils.batchNorm(
        (PtNDArray) x,
        (PtNDArray) pass.of(mean),
        (PtNDArray) pass.of(variance),
        (PtNDArray) pass.of(gamma),
        (PtNDArray) pass.of(beta),
        fromBatch,
        momentum,
        epsilon);
  }
}
