package io.anchorage.family.arc;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.List;

/** Signals and recipes for tests of ARC fits. */
final class ArcFits {
  private ArcFits() {}

  static FitRecipe recipe(ArcConfig config) {
    return new FitRecipe(
        config, AdamConfig.withLearningRate(5e-3f), StopRule.after(500), 11, 3, List.of());
  }

  static ArcConfig config(int latents, int latentDim) {
    return new ArcConfig(0.05, latents, latentDim, 4, 1e-4f, 0.25, new DecoderConfig(4, 50, 5e-3f));
  }

  /** The same with relative positions in units of some pixels, cut off at a limit. */
  static ArcConfig fixedScale(ArcConfig config, float scale, float limit) {
    return new ArcConfig(
        config.latentsPerPixel(),
        config.latents(),
        config.latentDim(),
        config.neighbours(),
        config.latentInit(),
        config.pixelsPerStep(),
        config.decoder(),
        scale,
        limit,
        0);
  }

  /** The same with fits that look at some of the pixels only. */
  static ArcConfig partly(ArcConfig fixedScale, int pixels) {
    return new ArcConfig(
        fixedScale.latentsPerPixel(),
        fixedScale.latents(),
        fixedScale.latentDim(),
        fixedScale.neighbours(),
        fixedScale.latentInit(),
        fixedScale.pixelsPerStep(),
        fixedScale.decoder(),
        fixedScale.relativeScale(),
        fixedScale.relativeLimit(),
        pixels);
  }

  /** A decoder that nobody trained. */
  static SharedParameters decoder(ArcConfig config, int channels) {
    return ArcDecoder.initial(config, channels, new Seeds(1, "decoder", 0)::stream).toShared();
  }

  static Signal noise(String id, int height, int width, int channels) {
    float[] values = new float[height * width * channels];
    new Philox(id.hashCode()).fillUniform(values, 0, values.length, 0f, 1f);
    return signal(id, height, width, channels, values);
  }

  /** Waves of a few directions and lengths, different for each number; values in [0, 1]. */
  static Signal waves(int number, int side) {
    float[] values = new float[side * side];
    for (int p = 0; p < values.length; p++) {
      double r = (double) Math.floorDiv(p, side) / side;
      double q = (double) (p % side) / side;
      double wave =
          StrictMath.sin((6 + number % 3) * r + 4 * q + number)
              + StrictMath.cos(9 * r * q + 2 * number);
      values[p] = (float) (0.5 + 0.25 * wave);
    }
    return signal("waves/" + number, side, side, 1, values);
  }

  /** From 0 at the first pixel to 1 at the last. */
  static Signal ramp(int height, int width) {
    float[] values = new float[height * width];
    for (int p = 1; p < values.length; p++) {
      values[p] = (float) p / (values.length - 1);
    }
    return signal("ramp", height, width, 1, values);
  }

  static Signal signal(String id, int height, int width, int channels, float[] values) {
    return new Signal(id, Grid.image(height, width), Normalisation.unit(channels), values);
  }
}
