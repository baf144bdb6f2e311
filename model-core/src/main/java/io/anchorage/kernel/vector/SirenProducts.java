package io.anchorage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The two products that go point by point: phases from activations, and back.
 *
 * <p>Activations lie as [vector of points][unit][lane], so that both products read memory in one
 * sweep. A register tile is four units times two vectors of points.
 */
final class SirenProducts {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private SirenProducts() {}

  /**
   * out_j = bias_j + sum_i in_i V_ij for all units j and the two vectors that begin at {@code in}
   * and {@code in + step}.
   *
   * @param panels [units / 4][sum][4]
   * @param sum how many i
   * @param units how many j, padded to a multiple of four
   */
  static void forward(
      float[] panels,
      float[] bias,
      int sum,
      float[] from,
      int in,
      int inStep,
      float[] to,
      int out,
      int outStep,
      int units) {
    for (int j = 0; j < units; j += SirenPanels.PANEL) {
      forwardTile(panels, j * sum, bias, j, sum, from, in, in + inStep, to, out + j * L, outStep);
    }
  }

  private static void forwardTile(
      float[] w,
      int panel,
      float[] bias,
      int j,
      int sum,
      float[] x,
      int at0,
      int at1,
      float[] z,
      int out,
      int outStep) {
    FloatVector z00 = FloatVector.broadcast(S, bias[j]);
    FloatVector z10 = FloatVector.broadcast(S, bias[j + 1]);
    FloatVector z20 = FloatVector.broadcast(S, bias[j + 2]);
    FloatVector z30 = FloatVector.broadcast(S, bias[j + 3]);
    FloatVector z01 = z00;
    FloatVector z11 = z10;
    FloatVector z21 = z20;
    FloatVector z31 = z30;
    for (int i = 0; i < sum; i++) {
      FloatVector x0 = FloatVector.fromArray(S, x, at0 + i * L);
      FloatVector x1 = FloatVector.fromArray(S, x, at1 + i * L);
      FloatVector w0 = FloatVector.broadcast(S, w[panel + 4 * i]);
      FloatVector w1 = FloatVector.broadcast(S, w[panel + 4 * i + 1]);
      FloatVector w2 = FloatVector.broadcast(S, w[panel + 4 * i + 2]);
      FloatVector w3 = FloatVector.broadcast(S, w[panel + 4 * i + 3]);
      z00 = x0.fma(w0, z00);
      z01 = x1.fma(w0, z01);
      z10 = x0.fma(w1, z10);
      z11 = x1.fma(w1, z11);
      z20 = x0.fma(w2, z20);
      z21 = x1.fma(w2, z21);
      z30 = x0.fma(w3, z30);
      z31 = x1.fma(w3, z31);
    }
    z00.intoArray(z, out);
    z10.intoArray(z, out + L);
    z20.intoArray(z, out + 2 * L);
    z30.intoArray(z, out + 3 * L);
    z01.intoArray(z, out + outStep);
    z11.intoArray(z, out + outStep + L);
    z21.intoArray(z, out + outStep + 2 * L);
    z31.intoArray(z, out + outStep + 3 * L);
  }

  /**
   * D_i = c_i sum_j V_ij D_j for all units i and two vectors, in the place of the cosines.
   *
   * @param panels [units / 4][sum][4]
   * @param sum how many j
   * @param units how many i, padded to a multiple of four
   */
  static void backward(
      float[] panels,
      int sum,
      float[] from,
      int in,
      int inStep,
      float[] cosines,
      int out,
      int outStep,
      int units) {
    for (int i = 0; i < units; i += SirenPanels.PANEL) {
      backwardTile(panels, i * sum, sum, from, in, in + inStep, cosines, out + i * L, outStep);
    }
  }

  private static void backwardTile(
      float[] w, int panel, int sum, float[] d, int at0, int at1, float[] c, int out, int outStep) {
    FloatVector z00 = FloatVector.zero(S);
    FloatVector z10 = z00;
    FloatVector z20 = z00;
    FloatVector z30 = z00;
    FloatVector z01 = z00;
    FloatVector z11 = z00;
    FloatVector z21 = z00;
    FloatVector z31 = z00;
    for (int j = 0; j < sum; j++) {
      FloatVector d0 = FloatVector.fromArray(S, d, at0 + j * L);
      FloatVector d1 = FloatVector.fromArray(S, d, at1 + j * L);
      FloatVector w0 = FloatVector.broadcast(S, w[panel + 4 * j]);
      FloatVector w1 = FloatVector.broadcast(S, w[panel + 4 * j + 1]);
      FloatVector w2 = FloatVector.broadcast(S, w[panel + 4 * j + 2]);
      FloatVector w3 = FloatVector.broadcast(S, w[panel + 4 * j + 3]);
      z00 = d0.fma(w0, z00);
      z01 = d1.fma(w0, z01);
      z10 = d0.fma(w1, z10);
      z11 = d1.fma(w1, z11);
      z20 = d0.fma(w2, z20);
      z21 = d1.fma(w2, z21);
      z30 = d0.fma(w3, z30);
      z31 = d1.fma(w3, z31);
    }
    scale(z00, c, out);
    scale(z10, c, out + L);
    scale(z20, c, out + 2 * L);
    scale(z30, c, out + 3 * L);
    scale(z01, c, out + outStep);
    scale(z11, c, out + outStep + L);
    scale(z21, c, out + outStep + 2 * L);
    scale(z31, c, out + outStep + 3 * L);
  }

  private static void scale(FloatVector z, float[] c, int at) {
    z.mul(FloatVector.fromArray(S, c, at)).intoArray(c, at);
  }
}
