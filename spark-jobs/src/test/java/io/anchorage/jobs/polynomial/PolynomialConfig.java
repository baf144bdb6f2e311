package io.anchorage.jobs.polynomial;

import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;

/**
 * A polynomial of row and column.
 *
 * @param degree largest sum of a term's two exponents, 0 to 8
 */
public record PolynomialConfig(int degree) implements FamilyConfig {
  public PolynomialConfig {
    if (degree < 0 || degree > 8) {
      throw new IllegalArgumentException("degree must be in 0 .. 8: " + degree);
    }
  }

  /** Terms row^i column^j with i + j at most the degree. */
  int terms() {
    return (degree + 1) * (degree + 2) / 2;
  }

  @Override
  public Family family() {
    return new PolynomialFamily();
  }
}
