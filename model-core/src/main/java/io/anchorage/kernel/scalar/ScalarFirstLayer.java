package io.anchorage.kernel.scalar;

import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;

/**
 * Value and derivative of an MLP's first layer: the activation of the phase phi_h(x) = b_h + sum_k
 * x_k w_kh of the features x, with the scale folded in; from tables where {@link
 * MlpShape#angleSums} holds.
 */
final class ScalarFirstLayer {
  private final MlpShape shape;
  private final ScalarActivation activation;
  private final ScalarSineGrid grid;

  /** [inputs][stride]: what the layer sees of the tile's points. */
  private float[] inputs = {};

  ScalarFirstLayer(MlpShape shape, ScalarActivation activation) {
    this.shape = shape;
    this.activation = activation;
    this.grid = new ScalarSineGrid(shape);
  }

  /** Sets the parameters, and the points that they will be applied to. */
  void prepare(MlpPoints points, float[] phases) {
    if (shape.angleSums(points)) {
      grid.prepare(points, phases);
    }
  }

  /**
   * Computes all units at points {@code start .. start + count - 1}.
   *
   * @param values [width][stride]
   * @param derivatives [width][stride]
   */
  void forward(
      MlpPoints points,
      float[] phases,
      int start,
      int count,
      float[] values,
      float[] derivatives,
      int stride) {
    see(points, start, stride);
    if (shape.angleSums(points)) {
      grid.forward(points, start, count, values, derivatives, stride);
      return;
    }
    for (int h = 0; h < shape.width(); h++) {
      for (int n = 0; n < stride; n++) {
        values[h * stride + n] = phase(phases, h, n, stride);
      }
    }
    activation.apply(0, values, derivatives, 0, shape.width() * stride);
  }

  /** [inputs][stride]: the features of the points of the last {@link #forward}. */
  float[] inputs() {
    return inputs;
  }

  private void see(MlpPoints points, int start, int stride) {
    if (inputs.length < shape.inputs() * stride) {
      inputs = new float[shape.inputs() * stride];
    }
    shape.mapping().apply(points.laid(), start, stride, inputs, stride);
  }

  private float phase(float[] phases, int h, int n, int stride) {
    float z = phases[shape.biases(0) + h];
    for (int k = 0; k < shape.inputs(); k++) {
      z = Math.fma(inputs[k * stride + n], phases[k * shape.width() + h], z);
    }
    return z;
  }
}
