package io.anchorage.fit;

import io.anchorage.field.FamilyConfig;
import io.anchorage.signal.Grid;
import java.util.List;

/**
 * What is worth trying when a recipe is tuned, beside the learning rate, its schedule and the
 * number of steps: what a family's fits gain or lose speed by. Settings that make another field of
 * the result (its size, its kind of start) are not among it. A family without a space is tuned in
 * rate, schedule and steps alone.
 */
public interface TuningSpace {
  /**
   * The settings to try.
   *
   * @param base the settings that a user begins with; each axis has its value among its own
   * @param grid of a typical signal
   */
  List<TuningAxis> axes(FamilyConfig base, Grid grid);

  /**
   * Roughly the multiply-adds of one evaluation on the whole grid, as a stop rule asks for, in the
   * unit of {@link io.anchorage.field.Family#stepCost}.
   */
  double lookCost(FamilyConfig config, Grid grid, int channels);
}
