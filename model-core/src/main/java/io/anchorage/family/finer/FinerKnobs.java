package io.anchorage.family.finer;

import io.anchorage.family.mlp.SineTuning;

/** What is tuned of a FINER. */
final class FinerKnobs implements SineTuning.Knobs<FinerConfig> {
  @Override
  public double weightScale(FinerConfig config) {
    return config.weightScale();
  }

  @Override
  public FinerConfig withWeightScale(FinerConfig config, double scale) {
    return with(config, 1, scale, config.pixelsPerStep());
  }

  @Override
  public FinerConfig withOmegaTimes(FinerConfig config, double factor) {
    return with(config, factor, config.weightScale(), config.pixelsPerStep());
  }

  @Override
  public FinerConfig withPixelsPerStep(FinerConfig config, double share) {
    return with(config, 1, config.weightScale(), share);
  }

  private static FinerConfig with(FinerConfig config, double factor, double scale, double share) {
    return new FinerConfig(
        config.width(),
        config.depth(),
        config.omega().stream().map(omega -> (float) Math.min(1000, factor * omega)).toList(),
        config.firstBias(),
        config.gradient(),
        config.initialisation(),
        scale,
        share,
        config.lastLayer(),
        config.start());
  }
}
