package io.anchorage.family.arc;

import io.anchorage.cloud.RelativeRule;
import io.anchorage.config.AddedLater;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import java.util.List;
import java.util.Optional;

/**
 * An anchored representation cloud: latent vectors at anchors in the image, and a decoder, shared
 * by all images, that maps a pixel's nearest latents to its value.
 *
 * @param latentsPerPixel number of latents as a share of the pixels, in (0, 1]; used when {@code
 *     latents} is 0
 * @param latents number of latents of every image; 0 uses {@code latentsPerPixel}
 * @param latentDim dimension z of a latent vector
 * @param neighbours number n of anchors that a pixel sees
 * @param latentInit bound of the uniform distribution of initial latents
 * @param pixelsPerStep share of the pixels in one step, in (0, 1]
 * @param decoder how the shared decoder is trained
 * @param relativeScale unit of relative positions, in pixels; 0, as published, uses the standard
 *     deviation over all pixels of each image
 * @param relativeLimit with a {@code relativeScale}: the number of units at which relative
 *     positions are clamped
 * @param fittedPixels with a {@code relativeScale}: the number of pixels of an image to fit, first
 *     those close enough to an anchor that their relative position to it is not clamped; 0 fits all
 * @param solver how latents are found under the frozen decoder
 */
public record ArcConfig(
    double latentsPerPixel,
    int latents,
    int latentDim,
    int neighbours,
    float latentInit,
    double pixelsPerStep,
    DecoderConfig decoder,
    @AddedLater float relativeScale,
    @AddedLater float relativeLimit,
    @AddedLater int fittedPixels,
    @AddedLater LatentSolver solver)
    implements FamilyConfig {

  private static final float LIMIT = 4;

  public ArcConfig {
    check(
        latentsPerPixel > 0 && latentsPerPixel <= 1,
        "latentsPerPixel must be in (0, 1]",
        latentsPerPixel);
    check(latents >= 0, "latents must be at least 0", latents);
    check(latentDim >= 1 && latentDim <= 1024, "latentDim must be in 1 .. 1024", latentDim);
    check(neighbours >= 1 && neighbours <= 16, "neighbours must be in 1 .. 16", neighbours);
    check(latentInit >= 0, "latentInit must be at least 0", latentInit);
    check(
        pixelsPerStep > 0 && pixelsPerStep <= 1, "pixelsPerStep must be in (0, 1]", pixelsPerStep);
    check(
        relativeScale >= 0 && relativeScale <= 10_000,
        "relativeScale must be in 0 .. 10000",
        relativeScale);
    check(
        relativeLimit > 0 && relativeLimit <= 10_000,
        "relativeLimit must be in (0, 10000]",
        relativeLimit);
    check(fittedPixels >= 0, "fittedPixels must be at least 0", fittedPixels);
    check(
        fittedPixels == 0 || relativeScale > 0,
        "fittedPixels needs a relative-scale, which defines what is near",
        fittedPixels);
  }

  /** A config with relative positions as published. */
  public ArcConfig(
      double latentsPerPixel,
      int latents,
      int latentDim,
      int neighbours,
      float latentInit,
      double pixelsPerStep,
      DecoderConfig decoder) {
    this(
        latentsPerPixel,
        latents,
        latentDim,
        neighbours,
        latentInit,
        pixelsPerStep,
        decoder,
        0,
        LIMIT,
        0);
  }

  /** A config whose latents are found by Adam. */
  public ArcConfig(
      double latentsPerPixel,
      int latents,
      int latentDim,
      int neighbours,
      float latentInit,
      double pixelsPerStep,
      DecoderConfig decoder,
      float relativeScale,
      float relativeLimit,
      int fittedPixels) {
    this(
        latentsPerPixel,
        latents,
        latentDim,
        neighbours,
        latentInit,
        pixelsPerStep,
        decoder,
        relativeScale,
        relativeLimit,
        fittedPixels,
        LatentSolver.defaults());
  }

  /** The same config with another way to find latents. */
  public ArcConfig withSolver(LatentSolver other) {
    return new ArcConfig(
        latentsPerPixel,
        latents,
        latentDim,
        neighbours,
        latentInit,
        pixelsPerStep,
        decoder,
        relativeScale,
        relativeLimit,
        fittedPixels,
        other);
  }

  /**
   * The published sizes: 0.05 latents of dimension 32 per pixel, 4 neighbours, a quarter of the
   * pixels per step.
   */
  public static ArcConfig defaults() {
    return new ArcConfig(0.05, 0, 32, 4, 1e-4f, 0.25, DecoderConfig.defaults());
  }

  /** Adam 5e-3 on the latents, 500 steps, a quarter of the pixels per step. */
  public static FitRecipe defaultRecipe() {
    return new FitRecipe(
        defaults(), AdamConfig.withLearningRate(5e-3f), StopRule.after(500), 0, 1, List.of());
  }

  /** Width of the decoder's hidden layer, equal to its number of inputs: n (z + 2). */
  public int hidden() {
    return neighbours * (latentDim + 2);
  }

  /** How relative positions are standardised. */
  public RelativeRule relative() {
    return relativeScale > 0
        ? new RelativeRule(relativeScale, relativeLimit)
        : RelativeRule.PER_IMAGE;
  }

  /** The number of an image's pixels that are fitted. */
  public int fittedOf(int pixels) {
    return fittedPixels == 0 ? pixels : Math.min(fittedPixels, pixels);
  }

  /**
   * The number of latents wanted for an image of {@code pixels} pixels: the given number, or the
   * given share rounded down; at least {@code neighbours}. An image with few gradients gets fewer.
   */
  public int wantedLatents(int pixels) {
    int wanted = latents > 0 ? latents : (int) (latentsPerPixel * pixels);
    return Math.max(neighbours, Math.min(wanted, pixels));
  }

  @Override
  public Family family() {
    return new ArcFamily();
  }

  @Override
  public Optional<String> leastSquares() {
    return solver instanceof LatentSolver.GaussNewton
        ? Optional.of("solver gauss-newton")
        : Optional.empty();
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
