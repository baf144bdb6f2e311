package io.anchorage.jobs.report.fields;

import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How numbers spread: counts in intervals of equal, round width.
 *
 * @param from lower end of the first interval
 * @param width of an interval: 1, 2 or 5 times a power of ten
 * @param counts number of values in each interval
 */
record Histogram(double from, double width, List<Long> counts) {
  private static final int ABOUT = 30;

  Histogram {
    counts = List.copyOf(counts);
  }

  /**
   * Counts sorted numbers.
   *
   * @param sorted at least one, ascending, all finite
   */
  static Histogram of(double[] sorted) {
    double least = sorted[0];
    double range = sorted[sorted.length - 1] - least;
    double width = round(Math.max(range, 1e-3) / ABOUT);
    double from = Math.floor(least / width) * width;
    // The product may round to more than the least number.
    int bins = Math.max(0, (int) Math.floor((sorted[sorted.length - 1] - from) / width)) + 1;
    long[] counts = new long[bins];
    for (double number : sorted) {
      int interval = (int) Math.floor((number - from) / width);
      counts[Math.min(bins - 1, Math.max(0, interval))]++;
    }
    return new Histogram(from, width, Arrays.stream(counts).boxed().toList());
  }

  /** Returns the next larger of 1, 2, 5 times a power of ten. */
  private static double round(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= width * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Returns the middle of an interval. */
  double middle(int interval) {
    return from + (interval + 0.5) * width;
  }

  /** Draws the counts as bars. */
  Chart chart(String title, String of) {
    List<String> labels = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      labels.add(Numbers.plain(Math.rint((from + i * width) / width) * width));
      heights.add((double) counts.get(i));
    }
    return Chart.bars(title, of, "fields", labels, heights);
  }
}
