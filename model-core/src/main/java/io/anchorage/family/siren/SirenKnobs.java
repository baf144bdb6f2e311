package io.anchorage.family.siren;

import io.anchorage.family.mlp.SineTuning;

/** What is tuned of a SIREN. */
final class SirenKnobs implements SineTuning.Knobs<SirenConfig> {
  @Override
  public double weightScale(SirenConfig config) {
    return config.weightScale();
  }

  @Override
  public SirenConfig withWeightScale(SirenConfig config, double scale) {
    return with(config, 1, scale, config.pixelsPerStep());
  }

  @Override
  public SirenConfig withOmegaTimes(SirenConfig config, double factor) {
    return with(config, factor, config.weightScale(), config.pixelsPerStep());
  }

  @Override
  public SirenConfig withPixelsPerStep(SirenConfig config, double share) {
    return with(config, 1, config.weightScale(), share);
  }

  private static SirenConfig with(SirenConfig config, double factor, double scale, double share) {
    return new SirenConfig(
        config.width(),
        config.depth(),
        config.omega().stream().map(omega -> (float) Math.min(1000, factor * omega)).toList(),
        config.variant(),
        config.initialisation(),
        scale,
        share,
        config.lastLayer(),
        config.start());
  }
}
