package io.anchorage.bench;

import io.anchorage.bench.Workload.Size;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.Signal;
import java.util.List;

/** SIRENs, full batch. */
final class SirenWorkloads {
  private SirenWorkloads() {}

  static Workload small(List<Signal> signals) {
    return new Workload(
        "siren-32",
        "SIREN 2-32-32-1, 28x28",
        SirenConfig.defaultRecipe(),
        SharedParameters.none(),
        signals,
        operations(SirenConfig.defaults(), signals.get(0)),
        List.of(4, 16, 64, 256),
        Size.SMALL,
        true,
        new Goal(13, 0.75));
  }

  static Workload features(List<Signal> signals) {
    FitRecipe recipe = wide(4);
    return new Workload(
        "siren-features",
        "SIREN 2-256-256-256-256-96, 32x32 (a feature map)",
        recipe,
        SharedParameters.none(),
        signals,
        operations((SirenConfig) recipe.family(), signals.get(0)),
        List.of(1, 4, 16),
        Size.SMALL,
        true,
        new Goal(5, 0.8));
  }

  static Workload large(List<Signal> signals) {
    FitRecipe recipe = wide(3);
    return new Workload(
        "siren-512",
        "SIREN 2-256-256-256-3, 512x512",
        recipe,
        SharedParameters.none(),
        signals,
        operations((SirenConfig) recipe.family(), signals.get(0)),
        List.of(1),
        Size.LARGE,
        false,
        new Goal(5, 0.8));
  }

  private static FitRecipe wide(int depth) {
    SirenConfig base = SirenConfig.defaults();
    FitRecipe recipe = SirenConfig.defaultRecipe();
    return new FitRecipe(
        new SirenConfig(256, depth, base.omega(), base.variant(), base.initialisation()),
        AdamConfig.withLearningRate(1e-4f),
        recipe.stop(),
        recipe.seed(),
        1,
        List.of());
  }

  /**
   * Counts the dense layers after the first: {@code H W} forward, {@code D W^T} and {@code H^T D}
   * backward. Not counted are the first layer, whose inputs are the two coordinates, and
   * elementwise operations.
   */
  private static double operations(SirenConfig config, Signal signal) {
    double width = config.width();
    double dense = (config.depth() - 1) * width * width + width * signal.channels();
    return 3 * 2 * signal.grid().points() * dense;
  }
}
