package io.anchorage.family.arc;

import io.anchorage.cloud.RelativeRule;
import io.anchorage.config.AddedLater;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import java.io.Serializable;
import java.util.List;

/**
 * An anchored representation cloud: latent vectors at anchors in the image, and one decoder shared
 * by all images that turns the nearest of them into values.
 *
 * @param latentsPerPixel latents as a share of the pixels, in (0, 1]; used when {@code latents} is
 *     0
 * @param latents number of latents of every image; 0 takes {@code latentsPerPixel}
 * @param latentDim dimension z of a latent vector
 * @param neighbours anchors n that a pixel looks at
 * @param latentInit latents start uniform in +- this
 * @param pixelsPerStep share of the pixels in one step, in (0, 1]
 * @param decoder how the shared decoder comes about
 * @param relativeScale pixels that make one unit of a relative position; 0, as published, takes the
 *     standard deviation over all pixels of each image
 * @param relativeLimit with a {@code relativeScale}: relative positions are cut off at this many
 *     units
 * @param fittedPixels with a {@code relativeScale}: how many pixels of an image its fit looks at,
 *     first those near enough to an anchor that no relative position to it is cut off; 0 takes all
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
   * The pre-training of the decoder, jointly with the latents of some images of the training split.
   *
   * @param images how many images, chosen by the run's seed
   * @param steps optimiser steps
   * @param learningRate Adam's, for the decoder
   */
  public record DecoderConfig(int images, int steps, float learningRate) implements Serializable {
    public DecoderConfig {
      check(images >= 1 && images <= 100_000, "decoder.images must be in 1 .. 100000", images);
      check(steps >= 1, "decoder.steps must be at least 1", steps);
      check(
          learningRate > 0 && learningRate < 10,
          "decoder.learningRate must be in (0, 10)",
          learningRate);
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
        "fittedPixels needs a relative-scale, which tells what is near",
        fittedPixels);
  }

  /** With relative positions as published. */
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
   * The published sizes: 0.05 latents of dimension 32 a pixel, 4 neighbours, a quarter of the
   * pixels a step.
   */
  public static ArcConfig defaults() {
    return new ArcConfig(0.05, 0, 32, 4, 1e-4f, 0.25, new DecoderConfig(100, 500, 5e-3f));
  }

  /** Adam 5e-3 on the latents, 500 steps, a quarter of the pixels a step. */
  public static FitRecipe defaultRecipe() {
    return new FitRecipe(
        defaults(), AdamConfig.withLearningRate(5e-3f), StopRule.after(500), 0, 1, List.of());
  }

  /** Units of the decoder's hidden layer: n (z + 2), as many as its inputs. */
  public int hidden() {
    return neighbours * (latentDim + 2);
  }

  /** How relative positions are standardised. */
  public RelativeRule relative() {
    return relativeScale > 0
        ? new RelativeRule(relativeScale, relativeLimit)
        : RelativeRule.PER_IMAGE;
  }

  /** How many of an image's pixels are fitted. */
  public int fittedOf(int pixels) {
    return fittedPixels == 0 ? pixels : Math.min(fittedPixels, pixels);
  }

  /**
   * Latents wanted for an image of {@code pixels} pixels: the given number, or the given share
   * rounded down; at least the neighbours of a pixel. An image with few gradients gets fewer.
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
