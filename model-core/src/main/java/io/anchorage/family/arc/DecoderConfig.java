package io.anchorage.family.arc;

import io.anchorage.config.AddedLater;
import io.anchorage.fit.RateSchedule;
import java.io.Serializable;

/**
 * Pre-training of ARC's decoder, jointly with the latents of some images of the training split.
 *
 * @param images number of images, selected by the run's seed
 * @param steps optimiser steps
 * @param learningRate of Adam, for the decoder
 * @param schedule how both learning rates, the decoder's and that of the latents, change over the
 *     pre-training
 * @param latentRate Adam's learning rate for the latents during the pre-training; 0 is the recipe's
 * @param keep which of the decoders on the way is kept
 * @param refinement what follows
 */
public record DecoderConfig(
    int images,
    int steps,
    float learningRate,
    @AddedLater RateSchedule schedule,
    @AddedLater float latentRate,
    @AddedLater Keep keep,
    @AddedLater Refinement refinement)
    implements Serializable {
  /** Which of the decoders on the way is kept. */
  public enum Keep {
    /** The last, as published. */
    LAST,
    /**
     * The one with the smallest mean loss over all pixels of all images, of those looked at every
     * 25 steps and at the end.
     */
    BEST
  }

  /**
   * Training through fits: see {@link DecoderRefinement}.
   *
   * @param rounds steps of the decoder, at least 0; 0 leaves it as it is
   * @param images number of images that fits are drawn from, selected by the run's seed; those of
   *     the joint training are among them
   * @param fits images that are fitted in each round
   * @param learningRate of Adam, for the decoder; falls by a cosine after a tenth of warm-up
   */
  public record Refinement(int rounds, int images, int fits, float learningRate)
      implements Serializable {
    public Refinement {
      check(rounds >= 0 && rounds <= 1_000_000, "rounds must be in 0 .. 1000000", rounds);
      check(images >= 1 && images <= 100_000, "images must be in 1 .. 100000", images);
      check(fits >= 1 && fits <= 10_000, "fits must be in 1 .. 10000", fits);
      check(learningRate > 0 && learningRate < 10, "learningRate must be in (0, 10)", learningRate);
    }

    /** None, as published. */
    public static Refinement defaults() {
      return new Refinement(0, 1000, 8, 3e-3f);
    }
  }

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
    check(latentRate >= 0 && latentRate < 10, "decoder.latentRate must be in [0, 10)", latentRate);
  }

  /** Both learning rates constant, and the last decoder, as published. */
  public DecoderConfig(int images, int steps, float learningRate) {
    this(images, steps, learningRate, RateSchedule.defaults(), 0, Keep.LAST, Refinement.defaults());
  }

  /** As published: 100 images, 500 steps at 5e-3. */
  public static DecoderConfig defaults() {
    return new DecoderConfig(100, 500, 5e-3f);
  }

  /** The number of images that the whole training wants. */
  int wantedImages() {
    return refinement.rounds() == 0 ? images : Math.max(images, refinement.images());
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
