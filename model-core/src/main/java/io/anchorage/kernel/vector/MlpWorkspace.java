package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.MlpTiles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Takes a tile's points through the network and back; used by one thread at a time.
 *
 * <p>Two vectors of points at a time go through all layers and back, and stay in the L1 cache. What
 * they leave behind is kept for all points of the tile; the sums over points follow at its end.
 */
final class MlpWorkspace {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final MlpShape shape;
  private final MlpLayers layers;
  private final int units;
  private final VectorActivation activation;
  private final MlpEntry entry;
  private final MlpOutputSums lastSums;
  private final MlpGradient dense;

  /** [layer]: phases, then values. */
  private final MlpTrace[] values;

  /** [layer]: derivatives; on the way back, D. */
  private final MlpTrace[] derivatives;

  /** Outputs; on the way back, D. */
  private final MlpTrace output;

  /** G of the current layer. */
  private final MlpTrace slope;

  /** [channel][16]: sums of squared errors. */
  private final int lossLanes;

  /** The memory of all these. */
  private final float[] m;

  MlpWorkspace(MlpShape shape, MlpLayers layers) {
    this.shape = shape;
    this.layers = layers;
    this.units = MlpPanels.padded(shape.width());
    Arena.Plan plan = new Arena.Plan();
    int vectors = shape.tile() / L;
    this.values = new MlpTrace[shape.depth()];
    this.derivatives = new MlpTrace[shape.depth()];
    for (int l = 0; l < shape.depth(); l++) {
      values[l] = new MlpTrace(plan, shape.width(), vectors);
      derivatives[l] = new MlpTrace(plan, shape.width(), vectors);
    }
    this.output = new MlpTrace(plan, shape.outputs(), vectors);
    this.slope = new MlpTrace(plan, shape.width(), 2);
    this.lossLanes = plan.take(shape.outputs() * LaneTree.LANES);
    this.activation = VectorActivation.of(shape.activation());
    this.entry = MlpEntry.of(shape, layers, activation, derivatives[0], plan);
    this.lastSums = layers.last.sums(values[shape.depth() - 1], output, plan);
    this.dense = new MlpGradient(plan);
    this.m = Arena.take(plan);
  }

  /** Releases the memory; the workspace cannot be used afterwards. */
  void close() {
    Arena.give(m);
  }

  /** Adds the gradient of one strand, and returns the sum of its squared errors. */
  double gradient(MlpPoints points, MlpTiles tiles, int strand, float[] target, float[] gradient) {
    double loss = 0;
    for (int start = tiles.start(strand); start < tiles.end(strand); start += tiles.tile()) {
      int count = tiles.count(start);
      int vectors = MlpShape.padded(count) / L;
      clear();
      for (int k = 0; k < vectors; k += 2) {
        forward(points, start, count, k);
        error(points, target, start, k);
        backward(k);
        entry.add(m, points, start, slope.vector(0), derivatives[0].vector(k), k);
      }
      loss += put(vectors, gradient);
    }
    return loss;
  }

  /** Writes the outputs of one strand: [outputs][points]. */
  void evaluate(MlpPoints points, MlpTiles tiles, int strand, float[] out) {
    for (int start = tiles.start(strand); start < tiles.end(strand); start += tiles.tile()) {
      int count = tiles.count(start);
      for (int k = 0; k * L < count; k += 2) {
        forward(points, start, count, k);
        for (int v = k; v < k + 2; v++) {
          int from = start + v * L;
          write(points, from, Math.min(from + L, start + count), output.vector(v), out);
        }
      }
    }
  }

  /** Writes the last hidden layer's outputs at positions {@code from} to {@code to - 1}. */
  void hidden(MlpPoints points, MlpTiles tiles, int from, int to, float[] out, int pitch) {
    MlpTrace top = values[shape.depth() - 1];
    for (int start = from; start < to; start += tiles.tile()) {
      int count = tiles.count(start);
      for (int k = 0; k * L < count; k += 2) {
        forward(points, start, count, k);
        for (int v = k; v < k + 2; v++) {
          int at = start - from + v * L;
          for (int i = 0; i < shape.width(); i++) {
            FloatVector.fromArray(S, m, top.vector(v) + i * L).intoArray(out, i * pitch + at);
          }
        }
      }
    }
  }

  private void write(MlpPoints points, int from, int to, int at, float[] out) {
    for (int c = 0; c < shape.outputs(); c++) {
      int q = at + c * L;
      FloatVector y = FloatVector.fromArray(S, m, q);
      y.add(shape.outputOffset()).intoArray(m, q);
      points.scatter(m, q, from, to, out, c * points.count());
    }
  }

  private void clear() {
    entry.clear(m);
    lastSums.clear(m);
    Arrays.fill(m, lossLanes, lossLanes + shape.outputs() * LaneTree.LANES, 0f);
  }

  /** Takes vectors k and k + 1 from the coordinates to the outputs. */
  private void forward(MlpPoints points, int start, int count, int k) {
    int x = values[0].vector(k);
    entry.forward(m, points, start, count, x, derivatives[0].vector(k), k);
    for (int l = 1; l < shape.depth(); l++) {
      MlpPanels w = layers.panels[l];
      int s = values[l].vector(k);
      int c = derivatives[l].vector(k);
      int step = values[l].step();
      MlpProducts.forward(w.forward, w.bias, shape.width(), m, x, units, s, units);
      activation.apply(l, m, s, c, units * L);
      activation.apply(l, m, s + step, c + step, units * L);
      x = s;
    }
    layers.last.forward(m, x, output.vector(k));
  }

  /** Replaces the outputs by D_depth and adds to the sums of squared errors. */
  private void error(MlpPoints points, float[] target, int start, int k) {
    float scale = (float) (2.0 / ((double) points.count() * shape.outputs()));
    for (int v = k; v < k + 2; v++) {
      int position = start + v * L;
      FloatVector real = FloatVector.fromArray(S, points.real(), position);
      for (int c = 0; c < shape.outputs(); c++) {
        int q = output.vector(v) + c * L;
        int lane = lossLanes + c * LaneTree.LANES + v % Lanes.PARTS * L;
        FloatVector t = FloatVector.fromArray(S, target, c * points.pitch() + position);
        FloatVector y = FloatVector.fromArray(S, m, q).add(shape.outputOffset());
        FloatVector e = y.sub(t).mul(real);
        e.fma(e, FloatVector.fromArray(S, m, lane)).intoArray(m, lane);
        e.mul(scale).intoArray(m, q);
      }
    }
  }

  /** Takes vectors k and k + 1 from D_depth to G of the first layer. */
  private void backward(int k) {
    int top = shape.depth() - 1;
    int g = slope.vector(0);
    lastSums.add(m, k);
    if (top == 0) {
      layers.last.slope(m, output.vector(k), g);
      return;
    }
    layers.last.backward(m, output.vector(k), g, derivatives[top].vector(k));
    for (int l = top; l > 0; l--) {
      int d = derivatives[l].vector(k);
      if (l < top) {
        MlpProducts.scale(m, g, d, units);
      }
      MlpProducts.backward(layers.panels[l].backward, shape.width(), m, d, units, g, units);
    }
  }

  /** Adds the tile's gradient, and returns the sum of its squared errors. */
  private double put(int vectors, float[] gradient) {
    lastSums.put(m, dense, vectors, gradient);
    int width = shape.width();
    for (int l = shape.depth() - 1; l > 0; l--) {
      float gain = shape.gain(l);
      int weights = shape.weights(l);
      int biases = shape.biases(l);
      dense.dense(
          m, values[l - 1], width, derivatives[l], width, vectors, gain, gradient, weights, biases);
    }
    entry.put(m, dense, vectors, gradient);
    double loss = 0;
    for (int c = 0; c < shape.outputs(); c++) {
      loss += LaneTree.sum(m, lossLanes + c * LaneTree.LANES);
    }
    return loss;
  }
}
