package io.anchorage.bench;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was measured on one workload.
 *
 * @param rates image-steps per second; for the peaks, floating-point operations per second
 * @param others the share of all cores that other programs took, if known
 */
record Results(
    Workload workload, Contest contest, Map<Contestant, Rounds.Rate> rates, OptionalDouble others) {
  static Results measure(Workload workload, Contest contest, Rounds rounds) {
    OtherLoad load = new OtherLoad();
    Map<Contestant, Rounds.Rate> rates = rounds.measure(contest.all());
    return new Results(workload, contest, rates, load.share());
  }

  /** Whether other programs took so much that the rates mean little. */
  boolean busy() {
    return others.orElse(0) > OtherLoad.BUSY;
  }

  double median(Contestant contestant) {
    return rates.get(contestant).median();
  }

  /** Floating-point operations in products, per second. */
  double operations(Contestant contestant) {
    return median(contestant) * workload.operations();
  }

  /** The share of the peak on the same number of threads. */
  double ofPeak(Contestant contestant) {
    Contestant peak = contestant.threads() == 1 ? contest.singlePeak() : contest.peak();
    return operations(contestant) / median(peak);
  }

  OptionalDouble timesDjl(Contestant contestant) {
    return contest.djl().isPresent()
        ? OptionalDouble.of(median(contestant) / median(contest.djl().get()))
        : OptionalDouble.empty();
  }

  /** The speed relative to djl of an engine that did the products at the peak and nothing else. */
  OptionalDouble timesDjlAtPeak() {
    return contest.djl().isPresent()
        ? OptionalDouble.of(median(contest.peak()) / operations(contest.djl().get()))
        : OptionalDouble.empty();
  }

  /** Speed of {@code vector} on all threads relative to one. */
  double timesSingle() {
    return median(contest.vector()) / median(contest.single());
  }
}
