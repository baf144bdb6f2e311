package io.anchorage.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text that is the same on every Java version: the shortest decimal that reads back as
 * the same number. {@code Double.toString} is not, since Java 19 changed its digits.
 */
final class NumberText {
  private static final int FLOAT_DIGITS = 9;
  private static final int DOUBLE_DIGITS = 17;

  private NumberText() {}

  static BigDecimal decimal(float value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < FLOAT_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.floatValue() == value) {
        return tidy(rounded);
      }
    }
    return tidy(exact.round(new MathContext(FLOAT_DIGITS, RoundingMode.HALF_EVEN)));
  }

  static BigDecimal decimal(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return tidy(rounded);
      }
    }
    return tidy(exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal tidy(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
