package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;

/**
 * The entry of a network that sees features: they are computed anew in each step, since sine and
 * cosine cost less than the products that follow, and the first layer is a dense layer like the
 * others.
 */
final class FeatureEntry implements MlpEntry {
  private final MlpShape shape;
  private final MlpLayers layers;
  private final VectorActivation activation;
  private final VectorMapping mapping;
  private final MlpTrace features;
  private final MlpTrace derivatives;
  private final int units;

  FeatureEntry(
      MlpShape shape,
      MlpLayers layers,
      VectorActivation activation,
      MlpTrace derivatives,
      Arena.Plan plan) {
    this.shape = shape;
    this.layers = layers;
    this.activation = activation;
    this.mapping = VectorMapping.of(shape.mapping());
    this.features = new MlpTrace(plan, shape.inputs(), shape.tile() / Lanes.LENGTH);
    this.derivatives = derivatives;
    this.units = MlpPanels.padded(shape.width());
  }

  /** Nothing: {@link #put} sums over the whole tile. */
  @Override
  public void clear(float[] m) {}

  @Override
  public void forward(float[] m, MlpPoints points, int start, int count, int values, int c, int k) {
    for (int v = k; v < k + 2; v++) {
      mapping.apply(points, start + v * Lanes.LENGTH, m, features.vector(v));
    }
    MlpPanels w = layers.panels[0];
    int x = features.vector(k);
    int step = MlpTrace.step(shape.width());
    MlpProducts.forward(w.forward, w.bias, shape.inputs(), m, x, shape.inputs(), values, units);
    activation.apply(0, m, values, c, units * Lanes.LENGTH);
    activation.apply(0, m, values + step, c + step, units * Lanes.LENGTH);
  }

  @Override
  public void add(float[] m, MlpPoints points, int start, int g, int d, int k) {
    MlpProducts.scale(m, g, d, units);
  }

  @Override
  public void put(float[] m, MlpGradient dense, int vectors, float[] gradient) {
    dense.dense(
        m,
        features,
        shape.inputs(),
        derivatives,
        shape.width(),
        vectors,
        shape.gain(0),
        gradient,
        shape.weights(0),
        shape.biases(0));
  }
}
