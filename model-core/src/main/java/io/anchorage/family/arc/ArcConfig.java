package io.anchorage.family.arc;

import io.anchorage.cloud.RelativeRule;
import io.anchorage.config.AddedLater;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import java.io.Serializable;
import java.util.List;

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
    @AddedLater int fittedPixels)
    implements FamilyConfig {

  private static final float LIMIT = 4;

  /**
   * Pre-training of the decoder, jointly with the latents of some images of the training split.
   *
   * @param images number of images, selected by the run's seed
   * @param steps optimiser steps
   * @param learningRate of Adam, for the decoder
   * @param schedule how both learning rates, the decoder's and that of the latents, change over the
   *     pre-training
   */
  public record DecoderConfig(
      int images, int steps, float learningRate, @AddedLater RateSchedule schedule)
      implements Serializable {
    public DecoderConfig {
      check(images >= 1 && images <= 100_000, "decoder.images must be in 1 .. 100000", images);
      check(steps >= 1, "decoder.steps must be at least 1", steps);
      check(
          learningRate > 0 && learningRate < 10,
          "decoder.learningRate must be in (0, 10)",
          learningRate);
      check(
          schedule.warmUp() == 0 || schedule.warmUp() < steps,
          "decoder.schedule.warm-up must be less than decoder.steps",
          schedule.warmUp());
    }

    /** Both learning rates constant, as published. */
    public DecoderConfig(int images, int steps, float learningRate) {
      this(images, steps, learningRate, RateSchedule.defaults());
    }
  }

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

  /**
   * The published sizes: 0.05 latents of dimension 32 per pixel, 4 neighbours, a quarter of the
   * pixels per step.
   */
  public static ArcConfig defaults() {
    return new ArcConfig(0.05, 0, 32, 4, 1e-4f, 0.25, new DecoderConfig(100, 500, 5e-3f));
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

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
