package io.anchorage.family.arc;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.TuningAxis;
import io.anchorage.fit.TuningSpace;
import io.anchorage.signal.Grid;
import java.util.List;

/**
 * What is worth trying for ARCs: how many pixels a step sees, and whether the rates of the
 * decoder's own training decay. Gauss-Newton always sees all pixels.
 */
final class ArcTuning implements TuningSpace {
  private static final double[] SHARES = {0.25, 0.5, 1};

  /** A forward pass has a third of the products of a step. */
  private static final double LOOK = 1.0 / 3;

  @Override
  public List<TuningAxis> axes(FamilyConfig base, Grid grid) {
    ArcConfig own = (ArcConfig) base;
    List<RateSchedule> schedules =
        own.decoder().schedule() instanceof RateSchedule.Cosine cosine
            ? List.of(RateSchedule.defaults(), cosine)
            : List.of(own.decoder().schedule(), RateSchedule.Cosine.defaults());
    TuningAxis schedule =
        new TuningAxis(
            "decoder.schedule",
            List.of("constant", "cosine"),
            schedules.indexOf(own.decoder().schedule()),
            (config, value) -> with((ArcConfig) config, schedules.get(value)));
    if (own.solver() instanceof LatentSolver.GaussNewton) {
      return List.of(schedule);
    }
    return List.of(
        TuningAxis.of(
            "pixels-per-step",
            SHARES,
            own.pixelsPerStep(),
            (config, share) -> with((ArcConfig) config, share)),
        schedule);
  }

  @Override
  public double lookCost(FamilyConfig config, Grid grid, int channels) {
    return LOOK * config.family().stepCost(with((ArcConfig) config, 1), grid, channels);
  }

  private static ArcConfig with(ArcConfig config, double pixelsPerStep) {
    return with(config, pixelsPerStep, config.decoder());
  }

  private static ArcConfig with(ArcConfig config, RateSchedule schedule) {
    DecoderConfig decoder = config.decoder();
    return with(
        config,
        config.pixelsPerStep(),
        new DecoderConfig(
            decoder.images(),
            decoder.steps(),
            decoder.learningRate(),
            schedule,
            decoder.latentRate(),
            decoder.keep(),
            decoder.refinement()));
  }

  private static ArcConfig with(ArcConfig config, double pixelsPerStep, DecoderConfig decoder) {
    return new ArcConfig(
        config.latentsPerPixel(),
        config.latents(),
        config.latentDim(),
        config.neighbours(),
        config.latentInit(),
        pixelsPerStep,
        decoder,
        config.relativeScale(),
        config.relativeLimit(),
        config.fittedPixels(),
        config.solver());
  }
}
