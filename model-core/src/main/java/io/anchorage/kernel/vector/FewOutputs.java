package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MlpShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A linear layer of one to three outputs, computed output by output. */
final class FewOutputs implements MlpOutput {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final MlpShape shape;
  private final int unitStep;
  private final int channelStep;

  /** [channel][unit]. */
  private final float[] weights;

  private final float[] bias;

  FewOutputs(MlpShape shape) {
    this.shape = shape;
    this.unitStep = MlpTrace.step(shape.width());
    this.channelStep = MlpTrace.step(shape.outputs());
    this.weights = new float[shape.outputs() * shape.width()];
    this.bias = new float[shape.outputs()];
  }

  @Override
  public void pack(float[] parameters) {
    int from = shape.weights(shape.depth());
    for (int i = 0; i < shape.width(); i++) {
      for (int c = 0; c < shape.outputs(); c++) {
        weights[c * shape.width() + i] = parameters[from + i * shape.outputs() + c];
      }
    }
    System.arraycopy(parameters, shape.biases(shape.depth()), bias, 0, shape.outputs());
  }

  @Override
  public void forward(float[] m, int s, int y) {
    for (int c = 0; c < shape.outputs(); c++) {
      int from = c * shape.width();
      row(weights, from, shape.width(), bias[c], m, s, unitStep, y + c * L, channelStep);
    }
  }

  private static void row(
      float[] w,
      int from,
      int width,
      float bias,
      float[] m,
      int s,
      int step,
      int out,
      int outStep) {
    FloatVector z0 = FloatVector.broadcast(S, bias);
    FloatVector z1 = z0;
    for (int i = 0; i < width; i++) {
      FloatVector v = FloatVector.broadcast(S, w[from + i]);
      z0 = FloatVector.fromArray(S, m, s + i * L).fma(v, z0);
      z1 = FloatVector.fromArray(S, m, s + step + i * L).fma(v, z1);
    }
    z0.intoArray(m, out);
    z1.intoArray(m, out + outStep);
  }

  @Override
  public void slope(float[] m, int d, int g) {
    Arrays.fill(m, g, g + 2 * unitStep, 1f);
    backward(m, d, g, g);
  }

  @Override
  public void backward(float[] m, int d, int g, int derivatives) {
    for (int v = 0; v < 2; v++) {
      int from = d + v * channelStep;
      units(weights, shape.outputs(), shape.width(), m, from, derivatives + v * unitStep);
    }
  }

  /** Replaces c_i by c_i sum_c W_ic D_c. */
  private static void units(float[] w, int outputs, int width, float[] m, int x, int at) {
    FloatVector d0 = FloatVector.fromArray(S, m, x);
    FloatVector d1 = FloatVector.fromArray(S, m, x + L);
    FloatVector d2 = FloatVector.fromArray(S, m, x + 2 * L);
    FloatVector zero = FloatVector.zero(S);
    for (int i = 0; i < width; i++) {
      FloatVector g = d0.fma(FloatVector.broadcast(S, w[i]), zero);
      if (outputs > 1) {
        g = d1.fma(FloatVector.broadcast(S, w[width + i]), g);
      }
      if (outputs > 2) {
        g = d2.fma(FloatVector.broadcast(S, w[2 * width + i]), g);
      }
      FloatVector.fromArray(S, m, at + i * L).mul(g).intoArray(m, at + i * L);
    }
  }

  @Override
  public MlpOutputSums sums(MlpTrace inputs, MlpTrace errors, Arena.Plan plan) {
    return new Sums(shape, inputs, errors, plan);
  }

  private static final class Sums implements MlpOutputSums {
    private final MlpShape shape;
    private final MlpTrace inputs;
    private final MlpTrace errors;

    /** [channel][unit][16]: sums of s D. */
    private final int lanes;

    /** [channel][16]: sums of D. */
    private final int biasLanes;

    Sums(MlpShape shape, MlpTrace inputs, MlpTrace errors, Arena.Plan plan) {
      this.shape = shape;
      this.inputs = inputs;
      this.errors = errors;
      this.lanes = plan.take(shape.outputs() * shape.width() * LaneTree.LANES);
      this.biasLanes = plan.take(shape.outputs() * LaneTree.LANES);
    }

    @Override
    public void clear(float[] m) {
      int sums = shape.outputs() * LaneTree.LANES;
      Arrays.fill(m, lanes, lanes + shape.width() * sums, 0f);
      Arrays.fill(m, biasLanes, biasLanes + sums, 0f);
    }

    @Override
    public void add(float[] m, int k) {
      int width = shape.width();
      int s = inputs.vector(k);
      int d = errors.vector(k);
      for (int c = 0; c < shape.outputs(); c++) {
        int from = lanes + c * width * LaneTree.LANES;
        LaneSums.products(m, from, d + c * L, errors.step(), s, inputs.step(), width, k);
        for (int v = 0; v < 2; v++) {
          int lane = biasLanes + c * LaneTree.LANES + (k + v) % Lanes.PARTS * L;
          FloatVector error = FloatVector.fromArray(S, m, d + v * errors.step() + c * L);
          FloatVector.fromArray(S, m, lane).add(error).intoArray(m, lane);
        }
      }
    }

    @Override
    public void put(float[] m, MlpGradient dense, int vectors, float[] gradient) {
      int top = shape.depth();
      int outputs = shape.outputs();
      for (int c = 0; c < outputs; c++) {
        int from = lanes + c * shape.width() * LaneTree.LANES;
        int at = shape.weights(top) + c;
        MlpGradient.put(m, from, shape.width(), 1f, gradient, at, outputs);
      }
      MlpGradient.put(m, biasLanes, outputs, 1f, gradient, shape.biases(top), 1);
    }
  }
}
