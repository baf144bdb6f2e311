package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.MlpShape;

/** A linear layer computed from panels, like the hidden layers below it. */
final class ManyOutputs implements MlpOutput {
  private final MlpShape shape;
  private final MlpPanels panels;
  private final int units;
  private final int channels;

  ManyOutputs(MlpShape shape) {
    this.shape = shape;
    this.panels = new MlpPanels(shape, shape.depth());
    this.units = MlpPanels.padded(shape.width());
    this.channels = MlpPanels.padded(shape.outputs());
  }

  @Override
  public void pack(float[] parameters) {
    panels.pack(parameters, parameters);
  }

  @Override
  public void forward(float[] m, int s, int y) {
    MlpProducts.forward(panels.forward, panels.bias, shape.width(), m, s, units, y, channels);
  }

  @Override
  public void slope(float[] m, int d, int g) {
    MlpProducts.backward(panels.backward, shape.outputs(), m, d, channels, g, units);
  }

  @Override
  public void backward(float[] m, int d, int g, int derivatives) {
    slope(m, d, g);
    MlpProducts.scale(m, g, derivatives, units);
  }

  @Override
  public MlpOutputSums sums(MlpTrace inputs, MlpTrace errors, Arena.Plan plan) {
    return new Sums(shape, inputs, errors);
  }

  private record Sums(MlpShape shape, MlpTrace inputs, MlpTrace errors) implements MlpOutputSums {
    @Override
    public void clear(float[] m) {}

    @Override
    public void add(float[] m, int k) {}

    @Override
    public void put(float[] m, MlpGradient dense, int vectors, float[] gradient) {
      int top = shape.depth();
      int outputs = shape.outputs();
      int weights = shape.weights(top);
      int biases = shape.biases(top);
      dense.dense(
          m, inputs, shape.width(), errors, outputs, vectors, 1f, gradient, weights, biases);
    }
  }
}
