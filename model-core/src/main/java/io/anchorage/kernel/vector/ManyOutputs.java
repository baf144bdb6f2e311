package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.SirenShape;

/** A linear layer that goes through panels, like the sine layers below it. */
final class ManyOutputs implements SirenOutput {
  private final SirenShape shape;
  private final SirenPanels panels;
  private final int units;
  private final int channels;

  ManyOutputs(SirenShape shape) {
    this.shape = shape;
    this.panels = new SirenPanels(shape, shape.depth());
    this.units = SirenPanels.padded(shape.width());
    this.channels = SirenPanels.padded(shape.outputs());
  }

  @Override
  public void pack(float[] parameters) {
    panels.pack(parameters, parameters);
  }

  @Override
  public void forward(float[] m, int s, int y) {
    SirenProducts.forward(panels.forward, panels.bias, shape.width(), m, s, units, y, channels);
  }

  @Override
  public void slope(float[] m, int d, int g) {
    SirenProducts.backward(panels.backward, shape.outputs(), m, d, channels, g, units);
  }

  @Override
  public void backward(float[] m, int d, int g, int cosines) {
    slope(m, d, g);
    SirenProducts.scale(m, g, cosines, units);
  }

  @Override
  public SirenOutputSums sums(SirenTrace inputs, SirenTrace errors, Arena.Plan plan) {
    return new Sums(shape, inputs, errors);
  }

  private record Sums(SirenShape shape, SirenTrace inputs, SirenTrace errors)
      implements SirenOutputSums {
    @Override
    public void clear(float[] m) {}

    @Override
    public void add(float[] m, int k) {}

    @Override
    public void put(float[] m, SirenGradient dense, int vectors, float[] gradient) {
      int top = shape.depth();
      int outputs = shape.outputs();
      int weights = shape.weights(top);
      int biases = shape.biases(top);
      dense.dense(
          m, inputs, shape.width(), errors, outputs, vectors, 1f, gradient, weights, biases);
    }
  }
}
