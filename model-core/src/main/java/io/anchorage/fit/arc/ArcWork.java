package io.anchorage.fit.arc;

import io.anchorage.kernel.ArcDecoderGradient;
import io.anchorage.kernel.ArcPass;
import io.anchorage.kernel.ArcPoints;
import io.anchorage.kernel.ArcWeights;
import io.anchorage.kernel.Kernels;
import java.util.Arrays;

/**
 * The memory and the arithmetic of a step. Grows to the largest cloud that it has seen, so that one
 * of it can serve many fits in turn. Not thread-safe.
 */
final class ArcWork {
  private final Kernels kernels;
  private final ArcPass pass;
  private float[] tables = new float[0];
  private float[] tableGradients = new float[0];
  private float[] latentGradients = new float[0];

  ArcWork(Kernels kernels, ArcWeights weights) {
    this.kernels = kernels;
    this.pass = new ArcPass(kernels.arc(), weights);
  }

  /** One step of the latents under a frozen decoder. */
  void step(ArcState state) {
    fit(state);
    pass.tables(state.latents(), state.anchorRows(), tables);
    float loss =
        pass.gradient(
            state.points(),
            state.targets(),
            state.order().from(state.steps()),
            state.order().to(state.steps()),
            tables,
            tableGradients);
    move(state, loss);
  }

  /**
   * One step of the latents, and the gradient of the decoder at the same point.
   *
   * @param decoder overwritten
   */
  void step(ArcState state, ArcDecoderGradient decoder) {
    fit(state);
    decoder.clear();
    pass.tables(state.latents(), state.anchorRows(), tables);
    float loss =
        pass.gradientOfAll(
            state.points(),
            state.targets(),
            state.order().from(state.steps()),
            state.order().to(state.steps()),
            tables,
            tableGradients,
            decoder);
    decoder.addTables(kernels.arc(), state.latents(), state.anchorRows(), tableGradients);
    move(state, loss);
  }

  /**
   * Values at some points.
   *
   * @return [points][channels]
   */
  float[] values(ArcState state, ArcPoints points) {
    fit(state);
    pass.tables(state.latents(), state.anchorRows(), tables);
    float[] out = new float[points.count() * state.shape().channels()];
    pass.values(points, 0, points.count(), tables, out);
    return out;
  }

  /** Dense Adam: a latent that no pixel of the step touches has gradient zero, and still moves. */
  private void move(ArcState state, float loss) {
    pass.latentGradients(tableGradients, state.anchorRows(), latentGradients);
    kernels.adam(state.adam(), state.latents(), latentGradients);
    state.stepped(loss);
  }

  private void fit(ArcState state) {
    int size = state.anchorRows() * state.shape().tableRow();
    if (tables.length < size) {
      tables = new float[size];
      tableGradients = new float[size];
    } else {
      Arrays.fill(tableGradients, 0, size, 0f);
    }
    if (latentGradients.length < state.latents().length) {
      latentGradients = new float[state.latents().length];
    }
  }
}
