package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.SirenKernel;
import io.anchorage.kernel.SirenPoints;
import io.anchorage.kernel.SirenShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD twin of {@code ScalarSiren}, whose symbols hold here. Lane = point; the points of a tile
 * lie as [vector][unit][lane], and two vectors at a time go through all layers and back while they
 * are in the nearest cache. The gradients of the dense weights follow, over all points of the tile.
 */
final class VectorSiren implements SirenKernel {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final SirenShape shape;
  private final int units;
  private final int channels;
  private final SirenFirstLayer first;

  /** Of the sine layers from 1 on. */
  private final SirenPanels[] panels;

  private final SirenOutput last;
  private final SirenGradient weightGradient = new SirenGradient();
  private final float[] folded;

  private final float[][] sin;
  private final float[][] cos;
  private float[] output = {};
  private float[] wanted = {};
  private float[] valid = {};

  /** [layer][unit][16]: sums of D over the points of a tile; channels for the last layer. */
  private final float[][] biasLanes;

  /** [input][unit][16]: sums of x D for the first layer. */
  private final float[] inputLanes;

  /** [channel][16]: sums of squared errors. */
  private final float[] lossLanes;

  VectorSiren(SirenShape shape) {
    this.shape = shape;
    this.units = SirenPanels.padded(shape.width());
    this.channels = SirenPanels.padded(shape.outputs());
    this.first = new SirenFirstLayer(shape);
    this.folded = new float[shape.parameters()];
    this.sin = new float[shape.depth()][];
    this.cos = new float[shape.depth()][];
    this.panels = new SirenPanels[shape.depth()];
    this.last = SirenOutput.of(shape);
    this.biasLanes = new float[shape.layers()][];
    for (int l = 0; l < shape.layers(); l++) {
      biasLanes[l] = new float[SirenPanels.padded(shape.fanOut(l)) * LaneTree.LANES];
    }
    for (int l = 1; l < shape.depth(); l++) {
      panels[l] = new SirenPanels(shape, l);
    }
    this.inputLanes = new float[shape.inputs() * units * LaneTree.LANES];
    this.lossLanes = new float[shape.outputs() * LaneTree.LANES];
  }

  @Override
  public float gradient(SirenPoints points, float[] target, float[] parameters, float[] gradient) {
    prepare(points, parameters);
    Arrays.fill(gradient, 0f);
    double loss = 0;
    for (int start = 0; start < points.count(); start += shape.tile()) {
      int count = Math.min(shape.tile(), points.count() - start);
      int vectors = SirenShape.padded(count) / L;
      aim(target, points.count(), start, count, vectors);
      first.forward(points, folded, start, count, sin[0], cos[0], vectors);
      for (int k = 0; k < vectors; k += 2) {
        forward(k);
        backward(points, start, k);
      }
      loss += fold(vectors, gradient);
    }
    return (float) (loss / ((double) points.count() * shape.outputs()));
  }

  @Override
  public void evaluate(SirenPoints points, float[] parameters, float[] out) {
    prepare(points, parameters);
    for (int start = 0; start < points.count(); start += shape.tile()) {
      int count = Math.min(shape.tile(), points.count() - start);
      int vectors = SirenShape.padded(count) / L;
      first.forward(points, folded, start, count, sin[0], cos[0], vectors);
      for (int k = 0; k < vectors; k += 2) {
        forward(k);
      }
      for (int c = 0; c < shape.outputs(); c++) {
        for (int n = 0; n < count; n++) {
          float y = output[(n / L * channels + c) * L + n % L];
          out[c * points.count() + start + n] = y + shape.outputOffset();
        }
      }
    }
  }

  private void prepare(SirenPoints points, float[] parameters) {
    reserve(SirenShape.padded(Math.min(shape.tile(), points.count())));
    shape.fold(parameters, folded);
    for (int l = 1; l < shape.depth(); l++) {
      panels[l].pack(folded);
    }
    last.pack(folded);
    first.prepare(points, folded);
  }

  private void reserve(int padded) {
    if (valid.length >= padded) {
      return;
    }
    for (int l = 0; l < shape.depth(); l++) {
      sin[l] = new float[units * padded + L];
      cos[l] = new float[units * padded + L];
    }
    output = new float[channels * padded];
    wanted = new float[channels * padded];
    valid = new float[padded];
  }

  /** Lays the tile's target out like the output: [vector][channel][lane]. */
  private void aim(float[] target, int points, int start, int count, int vectors) {
    Arrays.fill(valid, 0, count, 1f);
    Arrays.fill(valid, count, vectors * L, 0f);
    Arrays.fill(wanted, 0f);
    for (int c = 0; c < shape.outputs(); c++) {
      for (int n = 0; n < count; n++) {
        wanted[(n / L * channels + c) * L + n % L] = target[c * points + start + n];
      }
    }
    for (float[] lanes : biasLanes) {
      Arrays.fill(lanes, 0f);
    }
    last.clear();
    Arrays.fill(inputLanes, 0f);
    Arrays.fill(lossLanes, 0f);
  }

  /** Vectors k and k + 1 from the first activations to the outputs. */
  private void forward(int k) {
    int step = units * L;
    int at = k * step;
    for (int l = 1; l < shape.depth(); l++) {
      SirenPanels w = panels[l];
      SirenProducts.forward(
          w.forward, w.bias, shape.width(), sin[l - 1], at, step, sin[l], at, step, units);
      VectorSinCos.replace(sin[l], cos[l], at, at + 2 * step);
    }
    last.forward(sin[shape.depth() - 1], output, k);
  }

  /** Vectors k and k + 1 from the errors to D of the first layer. */
  private void backward(SirenPoints points, int start, int k) {
    float scale = (float) (2.0 / ((double) points.count() * shape.outputs()));
    error(k, scale);
    error(k + 1, scale);
    int top = shape.depth() - 1;
    int width = shape.width();
    int step = units * L;
    int at = k * step;
    LaneSums.add(
        biasLanes[shape.depth()], output, k * channels * L, channels * L, shape.outputs(), k);
    last.backward(output, sin[top], cos[top], k);
    for (int l = top; l > 0; l--) {
      LaneSums.add(biasLanes[l], cos[l], at, step, width, k);
      SirenProducts.backward(
          panels[l].backward, width, cos[l], at, step, cos[l - 1], at, step, units);
    }
    LaneSums.add(biasLanes[0], cos[0], at, step, width, k);
    for (int input = 0; input < shape.inputs(); input++) {
      float[] x = points.coordinates(input);
      int lanes = input * units * LaneTree.LANES;
      LaneSums.addProducts(inputLanes, lanes, x, start + k * L, L, cos[0], at, step, width, k);
    }
  }

  /** Turns one vector of outputs into D_depth and adds to the sums of the squared errors. */
  private void error(int k, float scale) {
    FloatVector real = FloatVector.fromArray(S, valid, k * L);
    for (int c = 0; c < shape.outputs(); c++) {
      int q = (k * channels + c) * L;
      int lane = c * LaneTree.LANES + k % Lanes.PARTS * L;
      FloatVector y = FloatVector.fromArray(S, output, q).add(shape.outputOffset());
      FloatVector e = y.sub(FloatVector.fromArray(S, wanted, q)).mul(real);
      e.fma(e, FloatVector.fromArray(S, lossLanes, lane)).intoArray(lossLanes, lane);
      e.mul(scale).intoArray(output, q);
    }
  }

  /** Adds the tile's gradient, and gives the sum of its squared errors. */
  private double fold(int vectors, float[] gradient) {
    foldLanes(inputLanes, shape.inputs(), units, shape.width(), shape.factor(0), gradient, 0);
    for (int l = 0; l < shape.layers(); l++) {
      int fanOut = shape.fanOut(l);
      foldLanes(biasLanes[l], 1, fanOut, fanOut, shape.factor(l), gradient, shape.biases(l));
    }
    last.fold(sin[shape.depth() - 1], output, vectors, gradient);
    for (int l = shape.depth() - 1; l > 0; l--) {
      weightGradient.add(
          sin[l - 1],
          shape.width(),
          cos[l],
          shape.width(),
          vectors,
          shape.factor(l),
          gradient,
          shape.weights(l));
    }
    double loss = 0;
    for (int c = 0; c < shape.outputs(); c++) {
      loss += LaneTree.sum(lossLanes, c * LaneTree.LANES);
    }
    return loss;
  }

  /** gradient[row][u] += factor tree(lanes[row][u]). */
  private static void foldLanes(
      float[] lanes, int rows, int pitch, int columns, float factor, float[] gradient, int at) {
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < columns; u++) {
        int q = at + row * columns + u;
        float sum = LaneTree.sum(lanes, (row * pitch + u) * LaneTree.LANES);
        gradient[q] = Math.fma(sum, factor, gradient[q]);
      }
    }
  }
}
