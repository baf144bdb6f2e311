package io.anchorage.bench;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.Signal;
import java.util.List;

/**
 * What is fitted.
 *
 * @param operations floating-point operations of one step on one image, two for each multiply-add
 *     of the products
 * @param batches the sizes that the djl engine is tried with
 * @param goal what {@code vector} on all cores should be times {@code djl}; 0 for none
 */
record Workload(
    String name,
    FitRecipe recipe,
    SharedParameters shared,
    List<Signal> signals,
    double operations,
    List<Integer> batches,
    double goal) {}
