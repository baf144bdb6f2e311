package io.anchorage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The two products that are computed per point: phases from activations, and back.
 *
 * <p>Activations are laid out as in {@link MlpTrace}, so both products read memory in one sweep. A
 * register tile is a panel of units times two vectors of points: sixteen sums where there are 32
 * registers, eight elsewhere and for the remainder. Derivatives are multiplied in by a separate
 * method: a larger one would exceed the compiler's inlining limit.
 *
 * <p>Over 300 lines, because register tiles are written out: a loop over an array of vectors would
 * put them on the heap.
 */
final class MlpProducts {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;
  private static final int PANEL = MlpPanels.PANEL;

  private MlpProducts() {}

  /**
   * out_j = bias_j + sum_i in_i U_ij for all units j and two vectors.
   *
   * @param panels as {@link MlpPanels#forward}
   * @param sum number of i
   * @param from start of two vectors of {@code fromUnits} units
   * @param to start of two vectors of {@code units} units, overwritten
   * @param units number of j, padded to a multiple of four
   */
  static void forward(
      float[] panels,
      float[] bias,
      int sum,
      float[] m,
      int from,
      int fromUnits,
      int to,
      int units) {
    int next = from + MlpTrace.step(fromUnits);
    int outStep = MlpTrace.step(units);
    int whole = units - units % PANEL;
    for (int j = 0; j < whole; j += PANEL) {
      int q = to + j * L;
      if (PANEL == 8) {
        forward8(panels, j * sum, bias, j, sum, m, from, next, q, q + outStep);
      } else {
        forward4(panels, j * sum, bias, j, sum, m, from, next, q, q + outStep);
      }
    }
    if (whole < units) {
      int q = to + whole * L;
      forward4(panels, whole * sum, bias, whole, sum, m, from, next, q, q + outStep);
    }
  }

  private static void forward8(
      float[] w,
      int panel,
      float[] bias,
      int j,
      int sum,
      float[] m,
      int at0,
      int at1,
      int out0,
      int out1) {
    FloatVector z00 = FloatVector.broadcast(S, bias[j]);
    FloatVector z01 = z00;
    FloatVector z10 = FloatVector.broadcast(S, bias[j + 1]);
    FloatVector z11 = z10;
    FloatVector z20 = FloatVector.broadcast(S, bias[j + 2]);
    FloatVector z21 = z20;
    FloatVector z30 = FloatVector.broadcast(S, bias[j + 3]);
    FloatVector z31 = z30;
    FloatVector z40 = FloatVector.broadcast(S, bias[j + 4]);
    FloatVector z41 = z40;
    FloatVector z50 = FloatVector.broadcast(S, bias[j + 5]);
    FloatVector z51 = z50;
    FloatVector z60 = FloatVector.broadcast(S, bias[j + 6]);
    FloatVector z61 = z60;
    FloatVector z70 = FloatVector.broadcast(S, bias[j + 7]);
    FloatVector z71 = z70;
    for (int i = 0; i < sum; i++) {
      FloatVector x0 = FloatVector.fromArray(S, m, at0 + i * L);
      FloatVector x1 = FloatVector.fromArray(S, m, at1 + i * L);
      FloatVector w0 = FloatVector.broadcast(S, w[panel + 8 * i]);
      z00 = x0.fma(w0, z00);
      z01 = x1.fma(w0, z01);
      FloatVector w1 = FloatVector.broadcast(S, w[panel + 8 * i + 1]);
      z10 = x0.fma(w1, z10);
      z11 = x1.fma(w1, z11);
      FloatVector w2 = FloatVector.broadcast(S, w[panel + 8 * i + 2]);
      z20 = x0.fma(w2, z20);
      z21 = x1.fma(w2, z21);
      FloatVector w3 = FloatVector.broadcast(S, w[panel + 8 * i + 3]);
      z30 = x0.fma(w3, z30);
      z31 = x1.fma(w3, z31);
      FloatVector w4 = FloatVector.broadcast(S, w[panel + 8 * i + 4]);
      z40 = x0.fma(w4, z40);
      z41 = x1.fma(w4, z41);
      FloatVector w5 = FloatVector.broadcast(S, w[panel + 8 * i + 5]);
      z50 = x0.fma(w5, z50);
      z51 = x1.fma(w5, z51);
      FloatVector w6 = FloatVector.broadcast(S, w[panel + 8 * i + 6]);
      z60 = x0.fma(w6, z60);
      z61 = x1.fma(w6, z61);
      FloatVector w7 = FloatVector.broadcast(S, w[panel + 8 * i + 7]);
      z70 = x0.fma(w7, z70);
      z71 = x1.fma(w7, z71);
    }
    z00.intoArray(m, out0);
    z10.intoArray(m, out0 + L);
    z20.intoArray(m, out0 + 2 * L);
    z30.intoArray(m, out0 + 3 * L);
    z40.intoArray(m, out0 + 4 * L);
    z50.intoArray(m, out0 + 5 * L);
    z60.intoArray(m, out0 + 6 * L);
    z70.intoArray(m, out0 + 7 * L);
    z01.intoArray(m, out1);
    z11.intoArray(m, out1 + L);
    z21.intoArray(m, out1 + 2 * L);
    z31.intoArray(m, out1 + 3 * L);
    z41.intoArray(m, out1 + 4 * L);
    z51.intoArray(m, out1 + 5 * L);
    z61.intoArray(m, out1 + 6 * L);
    z71.intoArray(m, out1 + 7 * L);
  }

  private static void forward4(
      float[] w,
      int panel,
      float[] bias,
      int j,
      int sum,
      float[] m,
      int at0,
      int at1,
      int out0,
      int out1) {
    FloatVector z00 = FloatVector.broadcast(S, bias[j]);
    FloatVector z01 = z00;
    FloatVector z10 = FloatVector.broadcast(S, bias[j + 1]);
    FloatVector z11 = z10;
    FloatVector z20 = FloatVector.broadcast(S, bias[j + 2]);
    FloatVector z21 = z20;
    FloatVector z30 = FloatVector.broadcast(S, bias[j + 3]);
    FloatVector z31 = z30;
    for (int i = 0; i < sum; i++) {
      FloatVector x0 = FloatVector.fromArray(S, m, at0 + i * L);
      FloatVector x1 = FloatVector.fromArray(S, m, at1 + i * L);
      FloatVector w0 = FloatVector.broadcast(S, w[panel + 4 * i]);
      z00 = x0.fma(w0, z00);
      z01 = x1.fma(w0, z01);
      FloatVector w1 = FloatVector.broadcast(S, w[panel + 4 * i + 1]);
      z10 = x0.fma(w1, z10);
      z11 = x1.fma(w1, z11);
      FloatVector w2 = FloatVector.broadcast(S, w[panel + 4 * i + 2]);
      z20 = x0.fma(w2, z20);
      z21 = x1.fma(w2, z21);
      FloatVector w3 = FloatVector.broadcast(S, w[panel + 4 * i + 3]);
      z30 = x0.fma(w3, z30);
      z31 = x1.fma(w3, z31);
    }
    z00.intoArray(m, out0);
    z10.intoArray(m, out0 + L);
    z20.intoArray(m, out0 + 2 * L);
    z30.intoArray(m, out0 + 3 * L);
    z01.intoArray(m, out1);
    z11.intoArray(m, out1 + L);
    z21.intoArray(m, out1 + 2 * L);
    z31.intoArray(m, out1 + 3 * L);
  }

  /**
   * G_i = sum_j V_ij D_j for all units i and two vectors.
   *
   * @param panels as {@link MlpPanels#backward}
   * @param sum number of j
   * @param from start of two vectors of {@code fromUnits} units
   * @param to start of two vectors of {@code units} units, overwritten
   * @param units number of i, padded to a multiple of four
   */
  static void backward(
      float[] panels, int sum, float[] m, int from, int fromUnits, int to, int units) {
    int next = from + MlpTrace.step(fromUnits);
    int outStep = MlpTrace.step(units);
    int whole = units - units % PANEL;
    for (int i = 0; i < whole; i += PANEL) {
      int q = to + i * L;
      if (PANEL == 8) {
        backward8(panels, i * sum, sum, m, from, next, q, q + outStep);
      } else {
        backward4(panels, i * sum, sum, m, from, next, q, q + outStep);
      }
    }
    if (whole < units) {
      int q = to + whole * L;
      backward4(panels, whole * sum, sum, m, from, next, q, q + outStep);
    }
  }

  private static void backward8(
      float[] w, int panel, int sum, float[] m, int at0, int at1, int out0, int out1) {
    FloatVector z00 = FloatVector.zero(S);
    FloatVector z01 = z00;
    FloatVector z10 = z00;
    FloatVector z11 = z10;
    FloatVector z20 = z00;
    FloatVector z21 = z20;
    FloatVector z30 = z00;
    FloatVector z31 = z30;
    FloatVector z40 = z00;
    FloatVector z41 = z40;
    FloatVector z50 = z00;
    FloatVector z51 = z50;
    FloatVector z60 = z00;
    FloatVector z61 = z60;
    FloatVector z70 = z00;
    FloatVector z71 = z70;
    for (int i = 0; i < sum; i++) {
      FloatVector x0 = FloatVector.fromArray(S, m, at0 + i * L);
      FloatVector x1 = FloatVector.fromArray(S, m, at1 + i * L);
      FloatVector w0 = FloatVector.broadcast(S, w[panel + 8 * i]);
      z00 = x0.fma(w0, z00);
      z01 = x1.fma(w0, z01);
      FloatVector w1 = FloatVector.broadcast(S, w[panel + 8 * i + 1]);
      z10 = x0.fma(w1, z10);
      z11 = x1.fma(w1, z11);
      FloatVector w2 = FloatVector.broadcast(S, w[panel + 8 * i + 2]);
      z20 = x0.fma(w2, z20);
      z21 = x1.fma(w2, z21);
      FloatVector w3 = FloatVector.broadcast(S, w[panel + 8 * i + 3]);
      z30 = x0.fma(w3, z30);
      z31 = x1.fma(w3, z31);
      FloatVector w4 = FloatVector.broadcast(S, w[panel + 8 * i + 4]);
      z40 = x0.fma(w4, z40);
      z41 = x1.fma(w4, z41);
      FloatVector w5 = FloatVector.broadcast(S, w[panel + 8 * i + 5]);
      z50 = x0.fma(w5, z50);
      z51 = x1.fma(w5, z51);
      FloatVector w6 = FloatVector.broadcast(S, w[panel + 8 * i + 6]);
      z60 = x0.fma(w6, z60);
      z61 = x1.fma(w6, z61);
      FloatVector w7 = FloatVector.broadcast(S, w[panel + 8 * i + 7]);
      z70 = x0.fma(w7, z70);
      z71 = x1.fma(w7, z71);
    }
    z00.intoArray(m, out0);
    z10.intoArray(m, out0 + L);
    z20.intoArray(m, out0 + 2 * L);
    z30.intoArray(m, out0 + 3 * L);
    z40.intoArray(m, out0 + 4 * L);
    z50.intoArray(m, out0 + 5 * L);
    z60.intoArray(m, out0 + 6 * L);
    z70.intoArray(m, out0 + 7 * L);
    z01.intoArray(m, out1);
    z11.intoArray(m, out1 + L);
    z21.intoArray(m, out1 + 2 * L);
    z31.intoArray(m, out1 + 3 * L);
    z41.intoArray(m, out1 + 4 * L);
    z51.intoArray(m, out1 + 5 * L);
    z61.intoArray(m, out1 + 6 * L);
    z71.intoArray(m, out1 + 7 * L);
  }

  private static void backward4(
      float[] w, int panel, int sum, float[] m, int at0, int at1, int out0, int out1) {
    FloatVector z00 = FloatVector.zero(S);
    FloatVector z01 = z00;
    FloatVector z10 = z00;
    FloatVector z11 = z10;
    FloatVector z20 = z00;
    FloatVector z21 = z20;
    FloatVector z30 = z00;
    FloatVector z31 = z30;
    for (int i = 0; i < sum; i++) {
      FloatVector x0 = FloatVector.fromArray(S, m, at0 + i * L);
      FloatVector x1 = FloatVector.fromArray(S, m, at1 + i * L);
      FloatVector w0 = FloatVector.broadcast(S, w[panel + 4 * i]);
      z00 = x0.fma(w0, z00);
      z01 = x1.fma(w0, z01);
      FloatVector w1 = FloatVector.broadcast(S, w[panel + 4 * i + 1]);
      z10 = x0.fma(w1, z10);
      z11 = x1.fma(w1, z11);
      FloatVector w2 = FloatVector.broadcast(S, w[panel + 4 * i + 2]);
      z20 = x0.fma(w2, z20);
      z21 = x1.fma(w2, z21);
      FloatVector w3 = FloatVector.broadcast(S, w[panel + 4 * i + 3]);
      z30 = x0.fma(w3, z30);
      z31 = x1.fma(w3, z31);
    }
    z00.intoArray(m, out0);
    z10.intoArray(m, out0 + L);
    z20.intoArray(m, out0 + 2 * L);
    z30.intoArray(m, out0 + 3 * L);
    z01.intoArray(m, out1);
    z11.intoArray(m, out1 + L);
    z21.intoArray(m, out1 + 2 * L);
    z31.intoArray(m, out1 + 3 * L);
  }

  /** D_i = c_i G_i for two vectors of units, overwriting the derivatives c. */
  static void scale(float[] m, int g, int derivatives, int units) {
    int step = MlpTrace.step(units);
    scaleOne(m, g, derivatives, units * L);
    scaleOne(m, g + step, derivatives + step, units * L);
  }

  private static void scaleOne(float[] m, int g, int derivatives, int size) {
    for (int i = 0; i < size; i += L) {
      FloatVector c = FloatVector.fromArray(S, m, derivatives + i);
      c.mul(FloatVector.fromArray(S, m, g + i)).intoArray(m, derivatives + i);
    }
  }
}
