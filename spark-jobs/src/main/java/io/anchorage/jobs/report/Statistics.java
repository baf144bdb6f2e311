package io.anchorage.jobs.report;

import java.util.Arrays;

/** Mean, median, minimum and maximum of some numbers; all NaN if there are none. */
public record Statistics(double mean, double median, double min, double max) {
  /** The result does not depend on the order of the numbers, to the last bit. */
  public static Statistics of(double[] numbers) {
    if (numbers.length == 0) {
      return new Statistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (double number : sorted) {
      sum += number;
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Statistics(sum / sorted.length, median, sorted[0], sorted[sorted.length - 1]);
  }
}
