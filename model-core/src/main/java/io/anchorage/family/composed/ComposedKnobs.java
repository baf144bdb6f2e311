package io.anchorage.family.composed;

import io.anchorage.family.mlp.SineTuning;

/** What is tuned of a composed network; its activation's scale where it has no omega. */
final class ComposedKnobs implements SineTuning.Knobs<ComposedConfig> {
  @Override
  public double weightScale(ComposedConfig config) {
    return config.weightScale();
  }

  @Override
  public ComposedConfig withWeightScale(ComposedConfig config, double scale) {
    return with(config, 1, scale, config.pixelsPerStep());
  }

  @Override
  public ComposedConfig withOmegaTimes(ComposedConfig config, double factor) {
    return with(config, factor, config.weightScale(), config.pixelsPerStep());
  }

  @Override
  public ComposedConfig withPixelsPerStep(ComposedConfig config, double share) {
    return with(config, 1, config.weightScale(), share);
  }

  /** Rectifiers have no factor of their own: that of the mapping takes its place. */
  private static ComposedConfig with(
      ComposedConfig config, double factor, double scale, double share) {
    boolean bare = config.activation() instanceof ActivationConfig.Relu;
    return new ComposedConfig(
        config.width(),
        config.depth(),
        bare ? config.mapping().times(factor) : config.mapping(),
        bare ? config.activation() : config.activation().times(factor),
        config.outputOffset(),
        config.initialisation(),
        scale,
        share,
        config.lastLayer(),
        config.start());
  }
}
