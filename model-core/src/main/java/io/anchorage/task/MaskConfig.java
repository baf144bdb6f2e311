package io.anchorage.task;

import io.anchorage.kernel.random.Draws;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import java.io.Serializable;
import java.util.Arrays;

/** Which pixels of an image are known. */
public sealed interface MaskConfig extends Serializable {
  /**
   * The known pixels of an image.
   *
   * @return [height * width]
   */
  boolean[] known(int height, int width, Philox random);

  /**
   * Pixels drawn at random.
   *
   * @param share that is known, above 0 and below 1; at least one pixel
   */
  record RandomPixels(double share) implements MaskConfig {
    public RandomPixels {
      requireShare(share);
    }

    public static RandomPixels defaults() {
      return new RandomPixels(0.2);
    }

    @Override
    public boolean[] known(int height, int width, Philox random) {
      boolean[] known = new boolean[height * width];
      int count = Math.max(1, (int) Math.round(share * known.length));
      int[] order = Permutation.of(known.length, random);
      for (int i = 0; i < count; i++) {
        known[order[i]] = true;
      }
      return known;
    }
  }

  /**
   * All pixels but those in squares at random places, which may overlap.
   *
   * @param count squares, 1 to 1000
   * @param side of a square, as a share of the image's shorter side, above 0 and below 1; at least
   *     one pixel
   */
  record Boxes(int count, double side) implements MaskConfig {
    public Boxes {
      if (count < 1 || count > 1000) {
        throw new IllegalArgumentException("count must be in 1 .. 1000: " + count);
      }
      if (!(side > 0 && side < 1)) {
        throw new IllegalArgumentException("side must be above 0 and below 1: " + side);
      }
    }

    public static Boxes defaults() {
      return new Boxes(4, 0.25);
    }

    @Override
    public boolean[] known(int height, int width, Philox random) {
      Draws draws = new Draws(random);
      boolean[] known = new boolean[height * width];
      Arrays.fill(known, true);
      int pixels = Math.max(1, (int) Math.round(side * Math.min(height, width)));
      for (int i = 0; i < count; i++) {
        int top = draws.below(height - pixels + 1);
        int left = draws.below(width - pixels + 1);
        for (int r = top; r < top + pixels; r++) {
          Arrays.fill(known, r * width + left, r * width + left + pixels, false);
        }
      }
      return known;
    }
  }

  /**
   * The middle of the image: what is around it has to be painted beyond what is known.
   *
   * @param share of each side that is known, above 0 and below 1; at least one pixel
   */
  record Middle(double share) implements MaskConfig {
    public Middle {
      requireShare(share);
    }

    public static Middle defaults() {
      return new Middle(0.5);
    }

    @Override
    public boolean[] known(int height, int width, Philox random) {
      boolean[] known = new boolean[height * width];
      int rows = Math.max(1, (int) Math.round(share * height));
      int columns = Math.max(1, (int) Math.round(share * width));
      int left = (width - columns) / 2;
      for (int r = (height - rows) / 2; r < (height - rows) / 2 + rows; r++) {
        Arrays.fill(known, r * width + left, r * width + left + columns, true);
      }
      return known;
    }
  }

  private static void requireShare(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share must be above 0 and below 1: " + share);
    }
  }
}
