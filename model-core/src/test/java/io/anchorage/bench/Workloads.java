package io.anchorage.bench;

import io.anchorage.field.SharedParameters;
import io.anchorage.field.arc.ArcConfig;
import io.anchorage.field.arc.ArcDecoder;
import io.anchorage.field.siren.SirenConfig;
import io.anchorage.fit.FitDefaults;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.Seeds;
import io.anchorage.signal.Signal;
import java.nio.file.Path;
import java.util.List;

/** The workloads of the table. */
final class Workloads {
  private final Path home;

  /**
   * @param home the repository
   */
  Workloads(Path home) {
    this.home = home;
  }

  List<Workload> all() {
    List<Signal> fashion = BenchImages.fashionMnist(home);
    List<Signal> colour = BenchImages.synthetic(512, 32, 32, 3);
    return List.of(
        siren("SIREN 2-32-32-1, 28x28", 32, fashion, List.of(16, 64, 256), 8),
        siren("SIREN 2-256-256-1, 28x28", 256, fashion, List.of(4, 16, 64), 4),
        arc("ARC, 28x28 grey", fashion, List.of(64, 256, 512), 15),
        arc("ARC, 32x32 RGB", colour, List.of(64, 256), 0));
  }

  private static Workload siren(
      String name, int width, List<Signal> signals, List<Integer> batches, double goal) {
    SirenConfig base = SirenConfig.defaults();
    SirenConfig config =
        new SirenConfig(width, base.depth(), base.omega(), base.variant(), base.initialisation());
    FitRecipe recipe = FitDefaults.siren();
    double products = 2.0 * width + (double) width * width + width * signals.get(0).channels();
    return new Workload(
        name,
        new FitRecipe(config, recipe.adam(), recipe.stop(), recipe.seed(), 1, List.of()),
        SharedParameters.none(),
        signals,
        3 * 2 * signals.get(0).grid().points() * products,
        batches,
        goal);
  }

  /** Untrained decoders do: a step's work does not depend on what the weights are. */
  private static Workload arc(
      String name, List<Signal> signals, List<Integer> batches, double goal) {
    FitRecipe recipe = FitDefaults.arc();
    ArcConfig config = (ArcConfig) recipe.family();
    int channels = signals.get(0).channels();
    SharedParameters shared =
        ArcDecoder.initial(config, channels, new Seeds(1, "decoder", 0)::stream).toShared();
    return new Workload(
        name,
        recipe,
        shared,
        signals,
        operations(config, signals.get(0).grid().points(), channels),
        batches,
        goal);
  }

  /**
   * With the first layer once a latent and slot: its product forward and backward, and for each
   * pixel the additions of the slots' rows, the output layer, and the way back.
   */
  private static double operations(ArcConfig config, int points, int channels) {
    double pixels = Math.floor(config.pixelsPerStep() * points);
    double latents = Math.floor(config.latentsPerPixel() * points);
    double tables = 2 * 2.0 * config.neighbours() * latents * config.latentDim() * config.hidden();
    double rows = 2.0 * config.neighbours() * config.hidden();
    double outputs = 2 * 2.0 * channels * config.hidden();
    return tables + pixels * (rows + outputs);
  }
}
