package io.anchorage.family.arc;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.check.SelfTestCase;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.signal.Signal;
import java.util.List;

/** The published sizes, under a decoder trained on the same images. */
final class ArcSelfTest implements SelfTestCases {
  private static final int DECODER_IMAGES = 32;
  private static final int DECODER_STEPS = 100;

  @Override
  public List<SelfTestCase> on(List<Signal> images, Setting setting) throws BadSignalException {
    FitRecipe arc = setting.of(ArcConfig.defaultRecipe());
    return List.of(
        new SelfTestCase(
            "ARC, " + arc.stop().steps() + " steps", arc, decoder(arc, images, setting), images));
  }

  /** A briefly trained decoder: under an untrained one, latents have nothing to learn. */
  private static SharedParameters decoder(FitRecipe arc, List<Signal> images, Setting setting)
      throws BadSignalException {
    ArcConfig config = (ArcConfig) arc.family();
    ArcConfig brief =
        new ArcConfig(
            config.latentsPerPixel(),
            config.latents(),
            config.latentDim(),
            config.neighbours(),
            config.latentInit(),
            config.pixelsPerStep(),
            new DecoderConfig(DECODER_IMAGES, DECODER_STEPS, config.decoder().learningRate()),
            config.relativeScale(),
            config.relativeLimit(),
            config.fittedPixels());
    FitRecipe recipe = new FitRecipe(brief, arc.adam(), arc.stop(), arc.seed(), 1, List.of());
    List<Signal> sample = images.subList(0, Math.min(images.size(), DECODER_IMAGES));
    return Engines.preparation(recipe, setting.reference())
        .orElseThrow()
        .learn(recipe, sample, (done, of, psnr) -> {}, setting.threads());
  }
}
