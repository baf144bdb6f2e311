package io.anchorage.bench;

/** Formats numbers for the report. */
final class Text {
  private Text() {}

  /** At least three digits: 21 943, 43.2, 0.520, 0.0134. */
  static String count(double value) {
    int decimals = 0;
    for (double bound = 100; decimals < 6 && value < bound; bound /= 10) {
      decimals++;
    }
    return ("%,." + decimals + "f").formatted(value).replace(',', ' ');
  }

  static String giga(double value) {
    return "%.1f".formatted(value / 1e9);
  }
}
