package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;

/**
 * Divides each channel by the mean of its absolute values, without subtracting anything: signs stay
 * what they are. A training batch is divided by its own means, which move the running ones by a
 * tenth; evaluation divides by the running ones.
 */
public final class RunningScale {
  private static final float FLOOR = 1e-6f;

  private final Buffer mean;

  public RunningScale(ModelParameters plan, String name, int channels) {
    this.mean = plan.buffer(name + ".running_scale", 1, channels);
  }

  /**
   * Scales constants of a batch, of which no gradient is wanted.
   *
   * @param x [..., channels]
   */
  public NDArray apply(Pass pass, NDArray x) {
    NDArray running = pass.of(mean);
    if (!pass.training()) {
      return x.div(running);
    }
    long channels = x.getShape().get(x.getShape().dimension() - 1);
    NDArray own = x.abs().reshape(-1, channels).mean(new int[] {0});
    running.muli(0.9).addi(own.mul(pass.floats(new float[] {0.1f}, 1)));
    return x.div(own.add(FLOOR));
  }
}
