package io.anchorage.kernel.scalar;

import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.MlpTiles;
import java.util.Arrays;

/**
 * The specification of an MLP's loss and gradient: every operation, and its order.
 *
 * <p>Symbols: T points of a tile, padded ({@code stride}); n a point, i a unit of the layer below,
 * j a unit of the layer, c an output; f_l the activation. U_l = scale_l W_l and a_l = scale_l b_l
 * give phases, V_l = gain_l W_l leads gradients back.
 *
 * <pre>
 * phi_l = s_(l-1) U_l + a_l               s_l = f_l(phi_l),  c_l = f_l'(phi_l)    [width][T]
 * y     = s_(depth-1) W_depth + b_depth + offset                                  [outputs][T]
 * D_depth = 2 (y - t) / (N C),            D_(l-1) = (D_l V_l^T) c_(l-1)
 * dL/dW_l = gain_l s_(l-1)^T D_l,         dL/db_l = gain_l sum_n D_l
 * </pre>
 *
 * <p>So gain_l D_l is the gradient by z_l; of a sine, D_l is that by the phase in radians. Sums
 * over units run upwards from the bias (forward) or from zero (backward), fused. Sums over points
 * take sixteen lanes and one tree within a tile, then the tiles of a strand in order, then the
 * strands in order.
 */
final class ScalarMlp implements MlpKernel {
  private final MlpShape shape;
  private final ScalarActivation activation;
  private final ScalarFirstLayer first;
  private final float[] phases;
  private final float[] slopes;
  private final float[] lanes = new float[LaneTree.LANES];

  /** [layer]: phases, then values. */
  private final float[][] values;

  /** [layer]: derivatives; on the way back, D. */
  private final float[][] derivatives;

  private float[] output = {};
  private int stride;

  ScalarMlp(MlpShape shape) {
    this.shape = shape;
    this.activation = ScalarActivation.of(shape.activation());
    this.first = new ScalarFirstLayer(shape, activation);
    this.phases = new float[shape.parameters()];
    this.slopes = new float[shape.parameters()];
    this.values = new float[shape.depth()][];
    this.derivatives = new float[shape.depth()][];
  }

  @Override
  public float gradient(MlpPoints points, float[] target, float[] parameters, float[] gradient) {
    prepare(points, parameters);
    Arrays.fill(gradient, 0f);
    MlpTiles tiles = shape.tiles(points.positions());
    double loss = 0;
    for (int strand = 0; strand < tiles.strands(); strand++) {
      loss += strand(points, target, tiles, strand, gradient);
    }
    return (float) (loss / ((double) points.count() * shape.outputs()));
  }

  /** Adds the strand's gradient, and returns the sum of its squared errors. */
  private double strand(
      MlpPoints points, float[] target, MlpTiles tiles, int strand, float[] gradient) {
    float[] own = new float[gradient.length];
    double loss = 0;
    for (int start = tiles.start(strand); start < tiles.end(strand); start += tiles.tile()) {
      int count = tiles.count(start);
      forward(points, start, count);
      loss += error(points, target, start);
      backward(own);
    }
    for (int i = 0; i < own.length; i++) {
      gradient[i] += own[i];
    }
    return loss;
  }

  @Override
  public void evaluate(MlpPoints points, float[] parameters, float[] out) {
    prepare(points, parameters);
    MlpTiles tiles = shape.tiles(points.positions());
    for (int start = 0; start < points.positions(); start += tiles.tile()) {
      int count = tiles.count(start);
      forward(points, start, count);
      for (int c = 0; c < shape.outputs(); c++) {
        for (int n = 0; n < count; n++) {
          output[c * stride + n] += shape.outputOffset();
        }
        points.scatter(output, c * stride, start, start + count, out, c * points.count());
      }
    }
  }

  @Override
  public void hidden(
      MlpPoints points, float[] parameters, int from, int to, float[] out, int pitch) {
    prepare(points, parameters);
    MlpTiles tiles = shape.tiles(points.positions());
    for (int start = from; start < to; start += tiles.tile()) {
      int count = tiles.count(start);
      forward(points, start, count);
      for (int i = 0; i < shape.width(); i++) {
        System.arraycopy(
            values[shape.depth() - 1], i * stride, out, i * pitch + start - from, count);
      }
    }
  }

  private void prepare(MlpPoints points, float[] parameters) {
    shape.phases(parameters, phases);
    shape.slopes(parameters, slopes);
    first.prepare(points, phases);
  }

  private void reserve(int count) {
    stride = MlpShape.padded(count);
    if (output.length >= shape.outputs() * stride) {
      return;
    }
    for (int l = 0; l < shape.depth(); l++) {
      values[l] = new float[shape.width() * stride];
      derivatives[l] = new float[shape.width() * stride];
    }
    output = new float[shape.outputs() * stride];
  }

  private void forward(MlpPoints points, int start, int count) {
    reserve(count);
    first.forward(points, phases, start, count, values[0], derivatives[0], stride);
    for (int l = 1; l < shape.depth(); l++) {
      linear(l, values[l - 1], values[l]);
      activation.apply(l, values[l], derivatives[l], 0, shape.width() * stride);
    }
    linear(shape.depth(), values[shape.depth() - 1], output);
  }

  /** z_j(n) = a_j + sum_i s_i(n) U_ij. */
  private void linear(int layer, float[] in, float[] z) {
    int fanOut = shape.fanOut(layer);
    for (int j = 0; j < fanOut; j++) {
      Arrays.fill(z, j * stride, (j + 1) * stride, phases[shape.biases(layer) + j]);
      for (int i = 0; i < shape.width(); i++) {
        float v = phases[shape.weights(layer) + i * fanOut + j];
        for (int n = 0; n < stride; n++) {
          z[j * stride + n] = Math.fma(in[i * stride + n], v, z[j * stride + n]);
        }
      }
    }
  }

  /** Replaces the outputs by D_depth and returns the tile's sum of squared errors. */
  private double error(MlpPoints points, float[] target, int start) {
    float scale = (float) (2.0 / ((double) points.count() * shape.outputs()));
    double sum = 0;
    for (int c = 0; c < shape.outputs(); c++) {
      Arrays.fill(lanes, 0f);
      for (int n = 0; n < stride; n++) {
        float y = output[c * stride + n] + shape.outputOffset();
        float t = target[c * points.pitch() + start + n];
        float e = (y - t) * points.real()[start + n];
        lanes[n % LaneTree.LANES] = Math.fma(e, e, lanes[n % LaneTree.LANES]);
        output[c * stride + n] = e * scale;
      }
      sum += LaneTree.sum(lanes, 0);
    }
    return sum;
  }

  private void backward(float[] gradient) {
    float[] d = output;
    for (int l = shape.depth(); l > 0; l--) {
      parameterGradient(l, values[l - 1], d, gradient);
      unitGradient(l, d, derivatives[l - 1]);
      d = derivatives[l - 1];
    }
    firstGradient(d, gradient);
  }

  /** dL/dW_ij += gain sum_n s_i(n) D_j(n), dL/db_j += gain sum_n D_j(n). */
  private void parameterGradient(int layer, float[] in, float[] d, float[] gradient) {
    int fanOut = shape.fanOut(layer);
    float gain = shape.gain(layer);
    for (int j = 0; j < fanOut; j++) {
      for (int i = 0; i < shape.width(); i++) {
        int q = shape.weights(layer) + i * fanOut + j;
        gradient[q] = Math.fma(product(in, i * stride, d, j * stride), gain, gradient[q]);
      }
      int q = shape.biases(layer) + j;
      gradient[q] = Math.fma(sum(d, j * stride), gain, gradient[q]);
    }
  }

  /** D_i(n) = c_i(n) sum_j V_ij D_j(n), overwriting the derivatives. */
  private void unitGradient(int layer, float[] d, float[] c) {
    int fanOut = shape.fanOut(layer);
    float[] g = new float[stride];
    for (int i = 0; i < shape.width(); i++) {
      Arrays.fill(g, 0f);
      for (int j = 0; j < fanOut; j++) {
        float v = slopes[shape.weights(layer) + i * fanOut + j];
        for (int n = 0; n < stride; n++) {
          g[n] = Math.fma(d[j * stride + n], v, g[n]);
        }
      }
      for (int n = 0; n < stride; n++) {
        c[i * stride + n] = g[n] * c[i * stride + n];
      }
    }
  }

  /** The same for the first layer, whose inputs are the features x_k(n). */
  private void firstGradient(float[] d, float[] gradient) {
    float gain = shape.gain(0);
    for (int h = 0; h < shape.width(); h++) {
      for (int k = 0; k < shape.inputs(); k++) {
        int q = k * shape.width() + h;
        float sum = product(first.inputs(), k * stride, d, h * stride);
        gradient[q] = Math.fma(sum, gain, gradient[q]);
      }
      int q = shape.biases(0) + h;
      gradient[q] = Math.fma(sum(d, h * stride), gain, gradient[q]);
    }
  }

  private float product(float[] a, int atA, float[] d, int atD) {
    Arrays.fill(lanes, 0f);
    for (int n = 0; n < stride; n += LaneTree.LANES) {
      for (int lane = 0; lane < LaneTree.LANES; lane++) {
        lanes[lane] = Math.fma(a[atA + n + lane], d[atD + n + lane], lanes[lane]);
      }
    }
    return LaneTree.sum(lanes, 0);
  }

  private float sum(float[] d, int at) {
    Arrays.fill(lanes, 0f);
    for (int n = 0; n < stride; n += LaneTree.LANES) {
      for (int lane = 0; lane < LaneTree.LANES; lane++) {
        lanes[lane] += d[at + n + lane];
      }
    }
    return LaneTree.sum(lanes, 0);
  }
}
