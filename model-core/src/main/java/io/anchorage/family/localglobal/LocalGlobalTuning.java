package io.anchorage.family.localglobal;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.TuningAxis;
import io.anchorage.fit.TuningSpace;
import io.anchorage.signal.Grid;
import java.util.List;

/** What is worth trying: the scale of the initial weights and the frequency factors. */
final class LocalGlobalTuning implements TuningSpace {
  private static final double[] SCALES = {1, 1.25, 1.5, 2, 2.5, 3};
  private static final double[] OMEGA_FACTORS = {0.5, 0.7, 1, 1.4, 2};

  /** A forward pass has a third of the products of a step. */
  private static final double LOOK = 1.0 / 3;

  @Override
  public List<TuningAxis> axes(FamilyConfig base, Grid grid) {
    return List.of(
        TuningAxis.of(
            "weight-scale",
            SCALES,
            own(base).weightScale(),
            (config, scale) -> own(config).starting(scale, 1)),
        TuningAxis.of(
            "omega-times",
            OMEGA_FACTORS,
            1,
            (config, factor) -> own(config).starting(own(config).weightScale(), factor)));
  }

  @Override
  public double lookCost(FamilyConfig config, Grid grid, int channels) {
    return LOOK * LocalGlobalFields.stepCost(own(config), grid, channels);
  }

  private static LocalGlobalConfig own(FamilyConfig config) {
    return (LocalGlobalConfig) config;
  }
}
