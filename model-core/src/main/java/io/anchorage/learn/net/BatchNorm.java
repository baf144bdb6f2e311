package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Batch normalisation, {@code (x - mean) / sqrt(var + epsilon) gamma + beta} per channel. Training
 * uses the batch's mean and variance, and moves the running ones: {@code running = (1 - momentum)
 * running + momentum batch}. Evaluation, and a batch of a single row, use the running ones.
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

  /** With PyTorch's default epsilon and momentum, 1e-5 and 0.1. */
  public static BatchNorm usual(ModelParameters plan, String name, int channels) {
    return new BatchNorm(plan, name, channels, 1e-5, 0.1);
  }

  /**
   * Normalises a batch.
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
