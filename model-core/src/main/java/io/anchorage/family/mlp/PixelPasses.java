package io.anchorage.family.mlp;

import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Seeds;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which points of the grid each step of a fit sees, if it does not see all: a pass is a new random
 * permutation of the points, cut into equal chunks, one for each of its steps. What is left over is
 * not seen in that pass. The same for every engine. Not thread-safe.
 *
 * <p>Within a chunk points are in the order of the grid, which affects only rounding and speed.
 */
public final class PixelPasses {
  private final int points;
  private final int chunk;
  private final Seeds seeds;
  private int pass = -1;
  private int[] permutation = {};

  private PixelPasses(int points, int chunk, Seeds seeds) {
    this.points = points;
    this.chunk = chunk;
    this.seeds = seeds;
  }

  /** The passes of one fit; empty if each step sees all points. */
  public static Optional<PixelPasses> of(FitRecipe recipe, FitTask task) {
    double share = ((MlpConfig) recipe.family()).pixelsPerStep();
    int points = task.signal().grid().points();
    return share == 1
        ? Optional.empty()
        : Optional.of(
            new PixelPasses(
                points, chunk(points, share), recipe.seeds(task.signal().id(), task.repeat())));
  }

  /** The number of points of a step: the share, rounded down, at least 1. */
  public static int chunk(int points, double share) {
    return Math.max(1, (int) (share * points));
  }

  /** Steps of a pass. */
  public int length() {
    return points / chunk;
  }

  /** Points of a step. */
  public int chunk() {
    return chunk;
  }

  /**
   * The points that one step sees, ascending.
   *
   * @param taken steps taken before
   */
  public int[] of(int taken) {
    int wanted = taken / length();
    if (wanted != pass) {
      pass = wanted;
      permutation = Permutation.of(points, seeds.stream("pixels/" + pass));
    }
    int from = taken % length() * chunk;
    int[] seen = Arrays.copyOfRange(permutation, from, from + chunk);
    Arrays.sort(seen);
    return seen;
  }
}
