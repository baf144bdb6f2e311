package io.anchorage.family.mlp.vector;

import io.anchorage.family.mlp.kernel.GramKernel;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD twin of {@code ScalarGram}: two rows by four at a time, which keeps eight sums in
 * registers. Hardware with fewer than eight lanes goes over the rows once for each part of them.
 */
public final class VectorGram implements GramKernel {
  private static final VectorSpecies<Double> S =
      DoubleVector.SPECIES_PREFERRED.length() > LANES
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;

  private static final int L = S.length();

  /** Rows of a block, and its columns. */
  private static final int HIGH = 2;

  @Override
  public void add(double[] rows, int pitch, int count, int columns, double[] gram) {
    double[] lanes = new double[HIGH * BLOCK * LANES];
    for (int i = 0; i < count; i += HIGH) {
      for (int j = 0; j < Math.min(i + HIGH, columns); j += BLOCK) {
        for (int part = 0; part < LANES; part += L) {
          block(rows, pitch, i, j, part, lanes);
        }
        for (int k = 0; k < HIGH * BLOCK; k++) {
          gram[(i + k / BLOCK) * count + j + k % BLOCK] += GramKernel.fold(lanes, k * LANES);
        }
      }
    }
  }

  /** The lanes from {@code part} on of rows i, i + 1 times rows j to j + 3. */
  private static void block(double[] r, int pitch, int i, int j, int part, double[] lanes) {
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = s00;
    DoubleVector s02 = s00;
    DoubleVector s03 = s00;
    DoubleVector s10 = s00;
    DoubleVector s11 = s00;
    DoubleVector s12 = s00;
    DoubleVector s13 = s00;
    for (int n = part; n < pitch; n += LANES) {
      DoubleVector a0 = DoubleVector.fromArray(S, r, i * pitch + n);
      DoubleVector a1 = DoubleVector.fromArray(S, r, (i + 1) * pitch + n);
      DoubleVector b0 = DoubleVector.fromArray(S, r, j * pitch + n);
      DoubleVector b1 = DoubleVector.fromArray(S, r, (j + 1) * pitch + n);
      DoubleVector b2 = DoubleVector.fromArray(S, r, (j + 2) * pitch + n);
      DoubleVector b3 = DoubleVector.fromArray(S, r, (j + 3) * pitch + n);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      s02 = a0.fma(b2, s02);
      s03 = a0.fma(b3, s03);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      s12 = a1.fma(b2, s12);
      s13 = a1.fma(b3, s13);
    }
    s00.intoArray(lanes, part);
    s01.intoArray(lanes, LANES + part);
    s02.intoArray(lanes, 2 * LANES + part);
    s03.intoArray(lanes, 3 * LANES + part);
    s10.intoArray(lanes, 4 * LANES + part);
    s11.intoArray(lanes, 5 * LANES + part);
    s12.intoArray(lanes, 6 * LANES + part);
    s13.intoArray(lanes, 7 * LANES + part);
  }
}
