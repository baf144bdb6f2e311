package io.anchorage.family.mlp;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.TuningAxis;
import io.anchorage.fit.TuningSpace;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * What is worth trying for coordinate MLPs of sines: the scale of the initial weights and the
 * frequency factors, which both decide the frequencies that a fit begins with, and on large grids
 * how many points a step sees. On small grids a step of fewer points is hardly cheaper, and
 * noisier.
 *
 * @param knobs reads and changes a family's own record
 */
public record SineTuning<C extends MlpConfig>(Knobs<C> knobs) implements TuningSpace {
  private static final double[] SCALES = {1, 1.25, 1.5, 2, 2.5, 3};
  private static final double[] OMEGA_FACTORS = {0.5, 0.7, 1, 1.4, 2};
  private static final double[] SHARES = {0.0625, 0.125, 0.25, 0.5, 1};

  /** The points from which on fewer of them a step are tried. */
  private static final int LARGE = 10_000;

  /** A forward pass has a third of the products of a step. */
  private static final double LOOK = 1.0 / 3;

  /** A family's settings. */
  public interface Knobs<C extends MlpConfig> {
    /** The factor of the initial weights. */
    double weightScale(C config);

    /** The config with another factor of the initial weights. */
    C withWeightScale(C config, double scale);

    /** The config with all frequency factors multiplied. */
    C withOmegaTimes(C config, double factor);

    /** The config with another share of the points in a step. */
    C withPixelsPerStep(C config, double share);
  }

  @Override
  public List<TuningAxis> axes(FamilyConfig base, Grid grid) {
    List<TuningAxis> axes = new ArrayList<>();
    axes.add(
        TuningAxis.of(
            "weight-scale",
            SCALES,
            knobs.weightScale(own(base)),
            (config, scale) -> knobs.withWeightScale(own(config), scale)));
    axes.add(
        TuningAxis.of(
            "omega-times",
            OMEGA_FACTORS,
            1,
            (config, factor) -> knobs.withOmegaTimes(own(config), factor)));
    if (grid.points() >= LARGE && own(base).lastLayer() == LastLayer.GRADIENT) {
      axes.add(
          TuningAxis.of(
              "pixels-per-step",
              SHARES,
              own(base).pixelsPerStep(),
              (config, share) -> knobs.withPixelsPerStep(own(config), share)));
    }
    return axes;
  }

  @Override
  public double lookCost(FamilyConfig config, Grid grid, int channels) {
    return LOOK * MlpFields.stepCost(knobs.withPixelsPerStep(own(config), 1), grid, channels);
  }

  @SuppressWarnings("unchecked") // an adapter is asked with its own family's configs only
  private C own(FamilyConfig config) {
    return (C) config;
  }
}
