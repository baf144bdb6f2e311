package io.anchorage.bench;

import io.anchorage.bench.Workload.Size;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.GradientSampler;
import io.anchorage.signal.Signal;
import java.util.List;

/**
 * ARCs of the published sizes, a quarter of the pixels per step. Decoders are untrained: the work
 * of a step does not depend on the weights.
 */
final class ArcWorkloads {
  private static final int COUNTED = 4;

  private ArcWorkloads() {}

  static Workload grey(List<Signal> signals) {
    return workload("arc-28", "ARC, 28x28 grey", signals, List.of(4, 16, 64, 256), Size.SMALL, 25);
  }

  static Workload colour(List<Signal> signals) {
    return workload("arc-32", "ARC, 32x32 RGB", signals, List.of(4, 16, 64, 256), Size.SMALL, 25);
  }

  static Workload large(List<Signal> signals) {
    return workload("arc-512", "ARC, 512x512 RGB", signals, List.of(1, 4), Size.LARGE, 20);
  }

  static Workload padded(List<Signal> signals) {
    return workload(
        "arc-1024", "ARC, Fashion-MNIST centred on 1024x1024", signals, List.of(1), Size.LARGE, 20);
  }

  private static Workload workload(
      String name,
      String title,
      List<Signal> signals,
      List<Integer> batches,
      Size size,
      double timesDjl) {
    FitRecipe recipe = ArcConfig.defaultRecipe();
    ArcConfig config = (ArcConfig) recipe.family();
    int channels = signals.get(0).channels();
    SharedParameters shared =
        ArcDecoder.initial(config, channels, new Seeds(1, "decoder", 0)::stream).toShared();
    return new Workload(
        name,
        title,
        recipe,
        shared,
        signals,
        operations(recipe, signals),
        batches,
        size,
        true,
        Goal.timesDjl(timesDjl));
  }

  /**
   * Counts the first layer once per latent and slot, forward and backward, and the output layer
   * once per pixel, forward and backward. Adding up the slots' rows is not counted. An image with
   * few gradients has fewer latents than wanted, so the latents of some images are counted.
   */
  private static double operations(FitRecipe recipe, List<Signal> signals) {
    ArcConfig config = (ArcConfig) recipe.family();
    Signal first = signals.get(0);
    double pixels = Math.floor(config.pixelsPerStep() * first.grid().points());
    double latents =
        signals.stream()
            .limit(COUNTED)
            .mapToInt(signal -> latents(recipe, signal))
            .average()
            .orElseThrow();
    double tables = config.neighbours() * latents * config.latentDim() * config.hidden();
    double outputs = pixels * first.channels() * config.hidden();
    return 2 * 2 * (tables + outputs);
  }

  private static int latents(FitRecipe recipe, Signal signal) {
    ArcConfig config = (ArcConfig) recipe.family();
    return GradientSampler.sample(
            signal,
            config.wantedLatents(signal.grid().points()),
            config.neighbours(),
            recipe.seeds(signal.id(), 0).stream("anchors"))
        .length;
  }
}
