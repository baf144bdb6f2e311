package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.SirenPoints;
import io.anchorage.kernel.SirenShape;
import io.anchorage.kernel.SirenTiles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The way of a tile's points through the network and back; one thread at a time.
 *
 * <p>Two vectors of points at a time go through all layers and back, and stay in the nearest cache:
 * [2][unit][lane]. Of a dense layer, what goes in and what comes back is kept for all points of the
 * tile; the sums over points follow at its end.
 */
final class SirenWorkspace {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final SirenShape shape;
  private final SirenLayers layers;
  private final int units;
  private final int channels;
  private final SirenFirstLayer first;
  private final SirenFirstSums firstSums;
  private final SirenOutputSums lastSums;
  private final SirenGradient dense;

  /** [layer][2][unit][lane]; on the way back the cosines make room for D. */
  private final int[] sin;

  private final int[] cos;

  /** G of the present layer: [2][unit][lane]. */
  private final int slope;

  /** [2][channel][lane]; on the way back, D. */
  private final int output;

  /** [layer]: s of the layer below, for the sine layers from 1 on. */
  private final SirenTrace[] inputs;

  /** [layer]: D, likewise. */
  private final SirenTrace[] errors;

  /** [channel][16]: sums of squared errors. */
  private final int lossLanes;

  /** Where all this is. */
  private final float[] m;

  SirenWorkspace(SirenShape shape, SirenLayers layers) {
    this.shape = shape;
    this.layers = layers;
    this.units = SirenPanels.padded(shape.width());
    this.channels = SirenPanels.padded(shape.outputs());
    Arena.Plan plan = new Arena.Plan();
    int vectors = shape.tile() / L;
    this.sin = new int[shape.depth()];
    this.cos = new int[shape.depth()];
    for (int l = 0; l < shape.depth(); l++) {
      sin[l] = plan.take(2 * units * L);
      cos[l] = plan.take(2 * units * L);
    }
    this.slope = plan.take(2 * units * L);
    this.output = plan.take(2 * channels * L);
    this.lossLanes = plan.take(shape.outputs() * LaneTree.LANES);
    this.first = new SirenFirstLayer(shape, layers.tables, plan);
    this.firstSums = new SirenFirstSums(shape, plan);
    this.lastSums = layers.last.sums(plan, vectors);
    this.dense = new SirenGradient(plan);
    this.inputs = new SirenTrace[shape.depth()];
    this.errors = new SirenTrace[shape.depth()];
    for (int l = 1; l < shape.depth(); l++) {
      inputs[l] = new SirenTrace(plan, shape.width(), vectors);
      errors[l] = new SirenTrace(plan, shape.width(), vectors);
    }
    this.m = Arena.take(plan.size());
  }

  /** Gives the memory back; the work space is of no use after that. */
  void close() {
    Arena.give(m);
  }

  /** Adds the gradient of one strand, and gives the sum of its squared errors. */
  double gradient(
      SirenPoints points, SirenTiles tiles, int strand, float[] target, float[] gradient) {
    double loss = 0;
    for (int start = tiles.start(strand); start < tiles.end(strand); start += tiles.tile()) {
      int count = tiles.count(start);
      int vectors = SirenShape.padded(count) / L;
      clear();
      for (int k = 0; k < vectors; k += 2) {
        first.forward(m, points, layers.phases, start, count, sin[0], cos[0], k);
        forward();
        error(points, target, start, k);
        backward(k);
        firstSums.add(m, points, start, slope, cos[0], k);
      }
      loss += put(vectors, gradient);
    }
    return loss;
  }

  /** Writes the outputs of one strand: [outputs][points]. */
  void evaluate(SirenPoints points, SirenTiles tiles, int strand, float[] out) {
    for (int start = tiles.start(strand); start < tiles.end(strand); start += tiles.tile()) {
      int count = tiles.count(start);
      for (int k = 0; k * L < count; k += 2) {
        first.forward(m, points, layers.phases, start, count, sin[0], cos[0], k);
        forward();
        for (int v = 0; v < 2; v++) {
          int from = start + (k + v) * L;
          write(points, from, Math.min(from + L, start + count), v * channels * L, out);
        }
      }
    }
  }

  private void write(SirenPoints points, int from, int to, int at, float[] out) {
    for (int c = 0; c < shape.outputs(); c++) {
      int q = output + at + c * L;
      FloatVector y = FloatVector.fromArray(S, m, q);
      y.add(shape.outputOffset()).intoArray(m, q);
      points.scatter(m, q, from, to, out, c * points.count());
    }
  }

  private void clear() {
    firstSums.clear(m);
    lastSums.clear(m);
    Arrays.fill(m, lossLanes, lossLanes + shape.outputs() * LaneTree.LANES, 0f);
  }

  /** From the first activations to the outputs. */
  private void forward() {
    for (int l = 1; l < shape.depth(); l++) {
      SirenPanels w = layers.panels[l];
      SirenProducts.forward(w.forward, w.bias, shape.width(), m, sin[l - 1], units, sin[l], units);
      VectorSinCosPi.replace(m, sin[l], cos[l], 2 * units * L);
    }
    layers.last.forward(m, sin[shape.depth() - 1], output);
  }

  /** Turns the outputs into D_depth and adds to the sums of the squared errors. */
  private void error(SirenPoints points, float[] target, int start, int k) {
    float scale = (float) (2.0 / ((double) points.count() * shape.outputs()));
    for (int v = 0; v < 2; v++) {
      int position = start + (k + v) * L;
      FloatVector real = FloatVector.fromArray(S, points.real(), position);
      for (int c = 0; c < shape.outputs(); c++) {
        int q = output + (v * channels + c) * L;
        int lane = lossLanes + c * LaneTree.LANES + (k + v) % Lanes.PARTS * L;
        FloatVector t = FloatVector.fromArray(S, target, c * points.pitch() + position);
        FloatVector y = FloatVector.fromArray(S, m, q).add(shape.outputOffset());
        FloatVector e = y.sub(t).mul(real);
        e.fma(e, FloatVector.fromArray(S, m, lane)).intoArray(m, lane);
        e.mul(scale).intoArray(m, q);
      }
    }
  }

  /** From D_depth to G of the first layer. */
  private void backward(int k) {
    int top = shape.depth() - 1;
    lastSums.add(m, sin[top], output, k);
    if (top == 0) {
      layers.last.slope(m, output, slope);
      return;
    }
    layers.last.backward(m, output, slope, cos[top]);
    for (int l = top; l > 0; l--) {
      if (l < top) {
        SirenProducts.scale(m, slope, cos[l], 2 * units * L);
      }
      inputs[l].keep(m, sin[l - 1], k);
      errors[l].keep(m, cos[l], k);
      float[] panels = layers.panels[l].backward;
      SirenProducts.backward(panels, shape.width(), m, cos[l], units, slope, units);
    }
  }

  /** Adds the tile's gradient, and gives the sum of its squared errors. */
  private double put(int vectors, float[] gradient) {
    lastSums.put(m, dense, vectors, gradient);
    int width = shape.width();
    for (int l = shape.depth() - 1; l > 0; l--) {
      float omega = shape.factor(l);
      int weights = shape.weights(l);
      int biases = shape.biases(l);
      dense.dense(m, inputs[l], width, errors[l], width, vectors, omega, gradient, weights, biases);
    }
    firstSums.put(m, gradient);
    double loss = 0;
    for (int c = 0; c < shape.outputs(); c++) {
      loss += LaneTree.sum(m, lossLanes + c * LaneTree.LANES);
    }
    return loss;
  }
}
