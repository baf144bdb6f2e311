package io.anchorage.fit;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;

/**
 * One fit in progress: parameters, moments of the optimiser, and a target that may be replaced
 * between steps. Not thread-safe.
 */
public interface FitSession extends AutoCloseable {
  /** Takes {@code count} optimiser steps. */
  void step(int count);

  /** Steps taken so far. */
  int steps();

  /**
   * The training loss (mean squared error over the step's coordinates and all channels, in
   * normalised values) that the last step saw before it moved the parameters; NaN before the first
   * step.
   */
  float lastLoss();

  /**
   * Replaces the target: parameters and moments stay, the next step sees the new values.
   *
   * @param values [channels][grid points], on the same grid with the same normalisation; copied
   */
  void retarget(float[] values);

  /**
   * The mean squared error over some of the grid's points and all channels, in normalised values,
   * at the present parameters.
   *
   * @param points numbers of grid points; repeated ones count again
   */
  double loss(int[] points);

  /** The present field's values anywhere: [channels][points], channel-major, normalised. */
  float[] evaluate(Coordinates at);

  /** The present field's values on the signal's grid: [channels][grid points]. */
  float[] evaluateGrid();

  /** The present field. A copy: later steps do not change it. */
  Field field();

  /** Frees what the session holds outside the heap; closing twice is allowed. */
  @Override
  default void close() {}
}
