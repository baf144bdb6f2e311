package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.SirenShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A linear layer of one to three outputs, output by output. */
final class FewOutputs implements SirenOutput {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final SirenShape shape;
  private final int units;
  private final int channels;

  /** [channel][unit]. */
  private final float[] weights;

  private final float[] bias;

  /** [channel][unit][16]: sums of s D over the points of a tile. */
  private final float[] lanes;

  FewOutputs(SirenShape shape) {
    this.shape = shape;
    this.units = SirenPanels.padded(shape.width());
    this.channels = SirenPanels.padded(shape.outputs());
    this.weights = new float[shape.outputs() * shape.width()];
    this.bias = new float[shape.outputs()];
    this.lanes = new float[shape.outputs() * units * LaneTree.LANES];
  }

  @Override
  public void pack(float[] folded) {
    int from = shape.weights(shape.depth());
    for (int i = 0; i < shape.width(); i++) {
      for (int c = 0; c < shape.outputs(); c++) {
        weights[c * shape.width() + i] = folded[from + i * shape.outputs() + c];
      }
    }
    System.arraycopy(folded, shape.biases(shape.depth()), bias, 0, shape.outputs());
  }

  @Override
  public void clear() {
    Arrays.fill(lanes, 0f);
  }

  @Override
  public void forward(float[] s, float[] y, int k) {
    for (int c = 0; c < shape.outputs(); c++) {
      int out = (k * channels + c) * L;
      row(
          weights,
          c * shape.width(),
          shape.width(),
          bias[c],
          s,
          k * units * L,
          units * L,
          y,
          out,
          channels * L);
    }
  }

  private static void row(
      float[] w,
      int from,
      int width,
      float bias,
      float[] s,
      int at,
      int step,
      float[] y,
      int out,
      int outStep) {
    FloatVector z0 = FloatVector.broadcast(S, bias);
    FloatVector z1 = z0;
    for (int i = 0; i < width; i++) {
      FloatVector v = FloatVector.broadcast(S, w[from + i]);
      z0 = FloatVector.fromArray(S, s, at + i * L).fma(v, z0);
      z1 = FloatVector.fromArray(S, s, at + step + i * L).fma(v, z1);
    }
    z0.intoArray(y, out);
    z1.intoArray(y, out + outStep);
  }

  @Override
  public void backward(float[] d, float[] s, float[] cosines, int k) {
    int at = k * units * L;
    int step = units * L;
    int dStep = channels * L;
    for (int c = 0; c < shape.outputs(); c++) {
      int x = (k * channels + c) * L;
      int sums = c * units * LaneTree.LANES;
      LaneSums.addProducts(lanes, sums, d, x, dStep, s, at, step, shape.width(), k);
    }
    for (int half = 0; half < 2; half++) {
      int x = (k + half) * dStep;
      units(weights, shape.outputs(), shape.width(), d, x, cosines, at + half * step);
    }
  }

  private static void units(
      float[] w, int outputs, int width, float[] d, int x, float[] cosines, int at) {
    FloatVector d0 = FloatVector.fromArray(S, d, x);
    FloatVector d1 = FloatVector.fromArray(S, d, x + L);
    FloatVector d2 = FloatVector.fromArray(S, d, x + 2 * L);
    FloatVector zero = FloatVector.zero(S);
    for (int i = 0; i < width; i++) {
      FloatVector g = d0.fma(FloatVector.broadcast(S, w[i]), zero);
      if (outputs > 1) {
        g = d1.fma(FloatVector.broadcast(S, w[width + i]), g);
      }
      if (outputs > 2) {
        g = d2.fma(FloatVector.broadcast(S, w[2 * width + i]), g);
      }
      g.mul(FloatVector.fromArray(S, cosines, at + i * L)).intoArray(cosines, at + i * L);
    }
  }

  @Override
  public void fold(float[] s, float[] d, int vectors, float[] gradient) {
    int from = shape.weights(shape.depth());
    for (int i = 0; i < shape.width(); i++) {
      for (int c = 0; c < shape.outputs(); c++) {
        gradient[from + i * shape.outputs() + c] +=
            LaneTree.sum(lanes, (c * units + i) * LaneTree.LANES);
      }
    }
  }
}
