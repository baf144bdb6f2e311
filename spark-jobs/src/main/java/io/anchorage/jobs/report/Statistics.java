package io.anchorage.jobs.report;

import java.util.Arrays;

/**
 * Mean, median, minimum and maximum of some numbers; all NaN if there are none.
 *
 * @param count of the numbers
 */
public record Statistics(long count, double mean, double median, double min, double max) {
  /**
   * Of the numbers that are not NaN, which were not measured. The result does not depend on the
   * order of the numbers, to the last bit.
   */
  public static Statistics of(double[] all) {
    double[] numbers = Arrays.stream(all).filter(number -> !Double.isNaN(number)).toArray();
    if (numbers.length == 0) {
      return new Statistics(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
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
    return new Statistics(
        sorted.length, sum / sorted.length, median, sorted[0], sorted[sorted.length - 1]);
  }
}
