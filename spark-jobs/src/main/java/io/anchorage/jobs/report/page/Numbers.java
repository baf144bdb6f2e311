package io.anchorage.jobs.report.page;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
  private static final double EXACT = 1e15;

  private Numbers() {}

  /** A number with as many digits as say something: 12, 0.123, 3.1e-07. */
  public static String plain(double number) {
    if (!Double.isFinite(number)) {
      return "-";
    }
    return number == Math.rint(number) && Math.abs(number) < EXACT
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%.4g", number);
  }

  /** A number with a fixed number of decimals; a dash if it is not known. */
  public static String of(String format, double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, format, number) : "-";
  }

  /** Seconds: 41.3 s, 12 min 5 s, 3 h 2 min. */
  public static String duration(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
