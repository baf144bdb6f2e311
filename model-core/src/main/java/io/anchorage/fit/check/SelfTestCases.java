package io.anchorage.fit.check;

import io.anchorage.family.FitDefaults;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.Signal;
import java.util.List;

/** The cases of the self-test: the published sizes of both families, and a wide SIREN. */
public final class SelfTestCases {
  private static final int WIDE = 256;

  /** A wide SIREN costs about sixty of the others. */
  private static final int WIDE_SHARE = 60;

  private static final int DECODER_IMAGES = 32;
  private static final int DECODER_STEPS = 100;

  private SelfTestCases() {}

  /**
   * All cases on some images.
   *
   * @param reference trains ARC's decoder
   * @param steps of each fit; 0 takes each family's default
   * @throws BadSignalException if the decoder cannot be trained on the images
   */
  public static List<SelfTestCase> all(
      List<Signal> images, Engine reference, int steps, int threads) throws BadSignalException {
    SirenConfig small = SirenConfig.defaults();
    SirenConfig wide =
        new SirenConfig(
            WIDE, small.depth(), small.omega(), small.variant(), small.initialisation());
    FitRecipe siren = stopped(FitDefaults.siren(), steps);
    FitRecipe arc = stopped(FitDefaults.arc(), steps);
    List<Signal> few = images.subList(0, Math.max(1, images.size() / WIDE_SHARE));
    return List.of(
        new SelfTestCase("SIREN " + words(small, images), siren, SharedParameters.none(), images),
        new SelfTestCase(
            "SIREN " + words(wide, images),
            new FitRecipe(wide, siren.adam(), siren.stop(), siren.seed(), 1, List.of()),
            SharedParameters.none(),
            few),
        new SelfTestCase(
            "ARC, " + arc.stop().steps() + " steps",
            arc,
            decoder(arc, images, reference, threads),
            images));
  }

  private static String words(SirenConfig config, List<Signal> images) {
    return "2-%d-%d-%d".formatted(config.width(), config.width(), images.get(0).channels());
  }

  private static FitRecipe stopped(FitRecipe recipe, int steps) {
    StopRule stop = steps > 0 ? StopRule.after(steps) : recipe.stop();
    return new FitRecipe(recipe.family(), recipe.adam(), stop, recipe.seed(), 1, List.of());
  }

  /** A decoder that has learnt a little: an untrained one leaves latents no work. */
  private static SharedParameters decoder(
      FitRecipe arc, List<Signal> images, Engine reference, int threads) throws BadSignalException {
    ArcConfig config = (ArcConfig) arc.family();
    ArcConfig brief =
        new ArcConfig(
            config.latentsPerPixel(),
            config.latents(),
            config.latentDim(),
            config.neighbours(),
            config.latentInit(),
            config.pixelsPerStep(),
            new ArcConfig.DecoderConfig(
                DECODER_IMAGES, DECODER_STEPS, config.decoder().learningRate()),
            config.relativeScale(),
            config.relativeLimit(),
            config.fittedPixels());
    FitRecipe recipe = new FitRecipe(brief, arc.adam(), arc.stop(), arc.seed(), 1, List.of());
    List<Signal> sample = images.subList(0, Math.min(images.size(), DECODER_IMAGES));
    return Engines.preparation(recipe, reference)
        .orElseThrow()
        .learn(recipe, sample, (done, of, psnr) -> {}, threads);
  }
}
