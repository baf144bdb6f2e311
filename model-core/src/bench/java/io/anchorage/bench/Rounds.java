package io.anchorage.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures contestants in turn, round after round, so that other load on the machine affects all of
 * them alike; the median round counts.
 */
final class Rounds {
  private final int rounds;
  private final double seconds;

  /**
   * @param rounds should be odd
   * @param seconds that each contestant works in each round, approximately
   */
  Rounds(int rounds, double seconds) {
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /** Image-steps per second. The median of an even number is the upper one. */
  record Rate(double median, double least, double most) {
    static Rate of(List<Double> rates) {
      List<Double> sorted = new ArrayList<>(rates);
      Collections.sort(sorted);
      return new Rate(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }
  }

  /** The rates of all contestants: warmed up one after the other, then measured in turn. */
  Map<Contestant, Rate> measure(List<Contestant> contestants) {
    Map<Contestant, Integer> steps = new LinkedHashMap<>();
    Map<Contestant, List<Double>> rates = new LinkedHashMap<>();
    for (Contestant contestant : contestants) {
      steps.put(contestant, stepsInTime(contestant));
      rates.put(contestant, new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      steps.forEach((contestant, count) -> rates.get(contestant).add(rate(contestant, count)));
    }
    Map<Contestant, Rate> medians = new LinkedHashMap<>();
    rates.forEach((contestant, all) -> medians.put(contestant, Rate.of(all)));
    return medians;
  }

  /**
   * Warms up for twice the time plus two steps, and returns the number of steps that fills the time
   * once.
   */
  private int stepsInTime(Contestant contestant) {
    int count = 1;
    long end = System.nanoTime() + (long) (2e9 * seconds);
    time(contestant, count);
    double last = time(contestant, count);
    while (System.nanoTime() < end || last < seconds / 4) {
      if (last < seconds / 2) {
        count = (int) Math.ceil(count * Math.min(4, seconds / Math.max(last, 1e-3)));
      }
      last = time(contestant, count);
    }
    return Math.max(1, (int) Math.round(count * seconds / last));
  }

  private static double rate(Contestant contestant, int count) {
    return contestant.work() * count / time(contestant, count);
  }

  private static double time(Contestant contestant, int count) {
    long start = System.nanoTime();
    contestant.step(count);
    return (System.nanoTime() - start) / 1e9;
  }
}
