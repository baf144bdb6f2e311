package io.anchorage.jobs.fit;

import io.anchorage.field.Family;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.signal.Grid;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.Transform;

/**
 * Estimates how long an image takes to fit on one core. Decides how tasks are cut, never a field.
 */
public final class CostModel {
  /** Assumed number of channels, since the real one is unknown until an image is read. */
  private static final int CHANNELS = 3;

  private static final double VECTOR_PER_SECOND = 25e9;
  private static final double SCALAR_PER_SECOND = 1.5e9;
  private static final double DJL_PER_SECOND = 4e9;

  /** Throughput of one task's share of a large GPU that several tasks use at once. */
  private static final double CUDA_PER_SECOND = 1e12;

  /** Seconds to read, arrange and score one pixel, apart from the steps: 0.3 s for 1024 x 1024. */
  private static final double SECONDS_A_PIXEL = 3e-7;

  private final Family family;
  private final FitRecipe recipe;
  private final SignalConfig signal;
  private final double perSecond;
  private long knownPixels = -1;
  private double knownSeconds;

  public CostModel(FitRecipe recipe, SignalConfig signal, String engine) {
    this.family = recipe.family().family();
    this.recipe = recipe;
    this.signal = signal;
    this.perSecond = multiplyAddsPerSecond(engine);
  }

  /** Estimates the seconds for all repeats of one image. */
  double seconds(ItemRef item) {
    long pixels = Math.max(1, Math.min(Integer.MAX_VALUE, transformed(item.pixels())));
    if (pixels != knownPixels) {
      knownPixels = pixels;
      knownSeconds = compute(pixels);
    }
    return knownSeconds;
  }

  private double compute(long pixels) {
    int side = (int) Math.max(1, Math.round(StrictMath.sqrt((double) pixels)));
    return seconds(Grid.image(side, side), CHANNELS);
  }

  /** Estimates the seconds for all repeats of one signal. */
  public double seconds(Grid grid, int channels) {
    double step = family.stepCost(recipe.family(), grid, channels);
    double steps = Math.max(1, recipe.stop().steps());
    return (step * steps / perSecond + grid.points() * SECONDS_A_PIXEL) * recipe.repeats();
  }

  /** Estimates the number of pixels after the transforms from the number before them. */
  private long transformed(long pixels) {
    long after = pixels;
    for (Transform transform : signal.transforms()) {
      if (transform instanceof Transform.Crop crop) {
        after = (long) crop.height() * crop.width();
      } else if (transform instanceof Transform.ResizeShortest resize) {
        after = (long) resize.side() * resize.side();
      } else if (transform instanceof Transform.CenterCrop crop) {
        after = (long) crop.height() * crop.width();
      } else if (transform instanceof Transform.PadToCanvas canvas) {
        after = (long) canvas.height() * canvas.width();
      }
    }
    return after;
  }

  private static double multiplyAddsPerSecond(String engine) {
    return switch (engine) {
      case "scalar" -> SCALAR_PER_SECOND;
      case "djl" -> DJL_PER_SECOND;
      case "cuda" -> CUDA_PER_SECOND;
      default -> VECTOR_PER_SECOND;
    };
  }
}
