package io.anchorage.jobs.polynomial;

import io.anchorage.field.Coordinates;
import io.anchorage.signal.Grid;

/** Terms of a polynomial at some points: [terms][points]. */
final class PolynomialTerms {
  private PolynomialTerms() {}

  static float[][] of(PolynomialConfig config, Grid grid, Coordinates at) {
    float[][] terms = new float[config.terms()][at.points()];
    for (int p = 0; p < at.points(); p++) {
      float row = input(at.axis(0)[p], grid.extent(0));
      float column = input(at.axis(1)[p], grid.extent(1));
      int term = 0;
      float rowPower = 1;
      for (int i = 0; i <= config.degree(); i++) {
        float power = rowPower;
        for (int j = 0; i + j <= config.degree(); j++) {
          terms[term++][p] = power;
          power *= column;
        }
        rowPower *= row;
      }
    }
    return terms;
  }

  private static float input(float place, int extent) {
    return extent == 1 ? 0f : 2 * place / (extent - 1) - 1;
  }

  /** [channels][points]. */
  static float[] values(float[][] terms, float[] coefficients, int channels) {
    int points = terms[0].length;
    float[] values = new float[channels * points];
    for (int c = 0; c < channels; c++) {
      for (int t = 0; t < terms.length; t++) {
        float coefficient = coefficients[c * terms.length + t];
        for (int p = 0; p < points; p++) {
          values[c * points + p] += coefficient * terms[t][p];
        }
      }
    }
    return values;
  }
}
