package io.anchorage.family.mlp.kernel;

import java.util.Arrays;

/** The specification: plain loops. */
public final class ScalarGram implements GramKernel {
  @Override
  public void add(double[] rows, int pitch, int count, int columns, double[] gram) {
    double[] lanes = new double[LANES];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= Math.min(i, columns - 1); j++) {
        Arrays.fill(lanes, 0);
        for (int n = 0; n < pitch; n++) {
          lanes[n % LANES] = Math.fma(rows[i * pitch + n], rows[j * pitch + n], lanes[n % LANES]);
        }
        gram[i * count + j] += GramKernel.fold(lanes, 0);
      }
    }
  }
}
