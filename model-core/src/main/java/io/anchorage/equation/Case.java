package io.anchorage.equation;

import java.math.BigDecimal;

/**
 * One combination of what a sweep varies.
 *
 * @param frequency angular; of equations that have one
 * @param speed of the wave
 * @param x place of the source, columns from -1 to 1
 * @param y place of the source, rows from -1 to 1
 */
public record Case(double frequency, double speed, double x, double y) {
  /** A part of a row's id, such as {@code speed=1.5}. */
  public static String part(String name, double... values) {
    StringBuilder text = new StringBuilder(name).append('=');
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ",");
      text.append(new BigDecimal(Double.toString(values[i])).stripTrailingZeros().toPlainString());
    }
    return text.toString();
  }

  /**
   * Reads the parts of a row's id.
   *
   * @throws IllegalArgumentException if they are not a case's
   */
  public static Case parse(String id) {
    return new Case(
        number(id, "frequency", 0),
        number(id, "speed", 0),
        number(id, "source", 0),
        number(id, "source", 1));
  }

  private static double number(String id, String name, int at) {
    for (String part : id.split("/", -1)) {
      if (part.startsWith(name + "=")) {
        return Double.parseDouble(part.substring(name.length() + 1).split(",", -1)[at]);
      }
    }
    return 1;
  }
}
