package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.anchorage.cloud.Compat;

/**
 * Layer normalisation of a whole graph, {@code (x - mean) / (std + 1e-5) gamma + beta} with one
 * mean and one standard deviation of all channels of all its units.
 *
 * <p>The published neural graphs take them from all graphs of a mini-batch together, in evaluation,
 * too. With {@code published}, training does so, and moves running ones by a tenth; evaluation uses
 * those, so that the logits of a graph never depend on others.
 */
public final class GraphNorm {
  private static final float EPSILON = 1e-5f;

  private final Parameter gamma;
  private final Parameter beta;
  private final Buffer mean;
  private final Buffer variance;

  public GraphNorm(ModelParameters plan, String name, int channels, Compat compat) {
    boolean running = compat == Compat.PUBLISHED;
    this.gamma = plan.parameter(name + ".weight", new Init.Constant(1), channels);
    this.beta = plan.parameter(name + ".bias", new Init.Constant(0), channels);
    this.mean = running ? plan.buffer(name + ".running_mean", 0, 1) : null;
    this.variance = running ? plan.buffer(name + ".running_var", 1, 1) : null;
  }

  /**
   * Normalises graphs.
   *
   * @param x [graphs, units, channels]
   */
  public NDArray apply(Pass pass, NDArray x) {
    return normalised(pass, x).mul(pass.of(gamma)).add(pass.of(beta));
  }

  private NDArray normalised(Pass pass, NDArray x) {
    if (mean != null && !pass.training()) {
      return x.sub(pass.of(mean)).div(pass.of(variance).sqrt().add(EPSILON));
    }
    Shape graphs = x.getShape();
    NDArray rows = mean == null ? x.reshape(graphs.get(0), -1) : x.reshape(1, -1);
    NDArray centre = rows.mean(new int[] {1}, true);
    NDArray centred = rows.sub(centre);
    NDArray spread = centred.mul(centred).mean(new int[] {1}, true);
    if (mean != null) {
      move(pass, pass.of(mean), centre);
      move(pass, pass.of(variance), spread);
    }
    return centred.div(spread.sqrt().add(EPSILON)).reshape(graphs);
  }

  private static void move(Pass pass, NDArray running, NDArray batch) {
    NDArray own = batch.stopGradient().reshape(1);
    running.muli(0.9).addi(own.mul(pass.floats(new float[] {0.1f}, 1)));
  }
}
