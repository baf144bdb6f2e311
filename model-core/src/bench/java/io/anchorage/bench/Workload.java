package io.anchorage.bench;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.Signal;
import java.util.List;

/**
 * A benchmark workload.
 *
 * @param name as on the command line
 * @param title as in the report
 * @param recipe its stop rule sets the length of a whole fit
 * @param operations floating-point operations in the products of one step on one image, two per
 *     multiply-add
 * @param batches sizes to try with the djl engine
 * @param size whether images are many and small, or few and large
 * @param scalar whether a step of {@code scalar} ends in reasonable time
 */
record Workload(
    String name,
    String title,
    FitRecipe recipe,
    SharedParameters shared,
    List<Signal> signals,
    double operations,
    List<Integer> batches,
    Size size,
    boolean scalar,
    Goal goal) {

  /** How to schedule images. */
  enum Size {
    /** One fit after the other: opening them is part of the time. */
    SMALL,
    /**
     * One fit is stepped throughout the measurement, by all threads together; opening it is timed
     * separately.
     */
    LARGE
  }

  int points() {
    return signals.get(0).grid().points();
  }
}
