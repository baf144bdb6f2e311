package io.anchorage.fit;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;

/**
 * One fit in progress: parameters, the optimiser's moments, and a target that may be replaced
 * between steps. Not thread-safe.
 */
public interface FitSession extends AutoCloseable {
  /** Takes {@code count} optimiser steps. */
  void step(int count);

  /** Steps taken so far. */
  int steps();

  /**
   * The training loss (mean squared error over the step's coordinates and all channels, in
   * normalised values) at the parameters from which the last step was taken; NaN before the first
   * step.
   */
  float lastLoss();

  /** Whether the loss is the squared error beside the signal, and not that of an equation. */
  default boolean losesToSignal() {
    return true;
  }

  /**
   * Replaces the target: parameters and moments stay, the next step sees the new values.
   *
   * @param values [channels][grid points], on the same grid with the same normalisation; copied
   */
  void retarget(float[] values);

  /**
   * The mean squared error at the current parameters, over given points of the grid and all
   * channels, in normalised values.
   *
   * @param points numbers of grid points; a point counts as often as it occurs
   */
  double loss(int[] points);

  /**
   * The current field's values at any coordinates: [channels][points], channel-major, normalised.
   */
  float[] evaluate(Coordinates at);

  /** The current field's values on the signal's grid: [channels][grid points]. */
  float[] evaluateGrid();

  /** The current field, as a copy that later steps do not change. */
  Field field();

  /** Frees what the session holds outside the heap; closing twice is allowed. */
  @Override
  default void close() {}
}
