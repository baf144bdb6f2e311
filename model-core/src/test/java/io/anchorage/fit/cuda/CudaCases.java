package io.anchorage.fit.cuda;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.DecoderConfig;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/** Recipes and images for tests of the CUDA engine. */
final class CudaCases {
  private CudaCases() {}

  static FitRecipe siren(int width, int depth, SirenVariant variant) {
    return recipe(
        SirenConfig.defaultRecipe(),
        new SirenConfig(width, depth, List.of(30f), variant, Initialisation.PER_IMAGE));
  }

  static FitRecipe arc(int dim, int neighbours, double share) {
    return recipe(
        ArcConfig.defaultRecipe(),
        new ArcConfig(0.05, 0, dim, neighbours, 1e-1f, share, new DecoderConfig(4, 50, 5e-3f)));
  }

  static SharedParameters decoder(FitRecipe recipe, int channels) {
    return ArcDecoder.initial(
            (ArcConfig) recipe.family(), channels, new Seeds(3, "decoder", 0)::stream)
        .toShared();
  }

  static FitRecipe recipe(FitRecipe defaults, FamilyConfig family) {
    return new FitRecipe(family, defaults.adam(), defaults.stop(), 7, 1, List.of());
  }

  static List<FitTask> tasks(List<Signal> images) {
    return images.stream().map(image -> new FitTask(image, 0)).toList();
  }

  static List<Signal> images(int count, int channels, int height, int width) {
    List<Signal> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image("image/" + i, channels, height, width));
    }
    return images;
  }

  /** Waves over a disc; each id its own. */
  static Signal image(String id, int channels, int height, int width) {
    float[] values = new float[channels * height * width];
    int phase = id.hashCode() % 7;
    for (int p = 0; p < values.length; p++) {
      int c = p / (height * width);
      int point = p % (height * width);
      int line = point / width;
      double row = line / (double) height;
      double column = point % width / (double) width;
      boolean inside = Math.hypot(row - 0.5, column - 0.5) < 0.4;
      values[p] = (float) (inside ? 0.5 + 0.4 * Math.sin(9 * row + 7 * column + c + phase) : 0.1);
    }
    return new Signal(id, Grid.image(height, width), Normalisation.unit(channels), values);
  }
}
