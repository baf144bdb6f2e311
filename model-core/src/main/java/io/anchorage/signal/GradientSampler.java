package io.anchorage.signal;

import io.anchorage.kernel.random.Philox;
import java.util.Arrays;

/**
 * Chooses where to put anchors: pixels drawn without replacement, each with a probability
 * proportional to the magnitude of its gradient.
 *
 * <p>The gradient of channel c is the 3x3 Sobel operator divided by 8, with replicated borders; a
 * pixel's weight is {@code g = sqrt(sum_c dx_c^2 + dy_c^2)}. The draw keeps the pixels with the
 * largest keys {@code log(u_p) / g_p}, with {@code u_p} uniform in (0, 1) and a function of the
 * pixel's number alone, which has the same distribution as drawing one pixel after another (P. S.
 * Efraimidis, P. G. Spirakis, 2006).
 */
public final class GradientSampler {
  private GradientSampler() {}

  /**
   * Draws pixels of an image.
   *
   * <p>Pixels without a gradient are not drawn: if fewer pixels than {@code wanted} have one, the
   * result is that much shorter, but never shorter than {@code atLeast}: it is filled up with
   * uniformly drawn pixels without a gradient. An image of fewer than {@code atLeast} pixels gives
   * all its pixels, repeated in order.
   *
   * @param signal on a grid of two dimensions
   * @param wanted number of pixels to draw, at least 0
   * @param atLeast the shortest result allowed, at least 1
   * @param random each pixel uses the block of its own number
   * @return pixel numbers, ascending; distinct unless the image has fewer than {@code atLeast}
   *     pixels
   */
  public static int[] sample(Signal signal, int wanted, int atLeast, Philox random) {
    double[] weights = weights(signal);
    int pixels = weights.length;
    int goal = Math.min(Math.max(wanted, atLeast), pixels);
    double[] keys = new double[pixels];
    int withGradient = 0;
    for (int p = 0; p < pixels; p++) {
      if (weights[p] > 0) {
        keys[p] = StrictMath.log(uniform(random, p)) / weights[p];
        withGradient++;
      } else {
        keys[p] = Double.NEGATIVE_INFINITY;
      }
    }
    if (goal > withGradient) {
      goal = Math.max(withGradient, Math.min(atLeast, pixels));
      fillUniformly(keys, weights, random);
    }
    int[] drawn = largest(keys, goal);
    return goal < atLeast ? repeated(drawn, atLeast) : drawn;
  }

  /** The gradient magnitude of each pixel, row-major. */
  static double[] weights(Signal signal) {
    if (signal.grid().dimensions() != 2) {
      throw new IllegalArgumentException(
          "Gradient sampling needs an image, rows by columns: " + signal.grid().extents());
    }
    int height = signal.grid().extent(0);
    int width = signal.grid().extent(1);
    float[] values = signal.values();
    double[] squares = new double[height * width];
    for (int c = 0; c < signal.channels(); c++) {
      int plane = c * height * width;
      for (int r = 0; r < height; r++) {
        int above = plane + Math.max(r - 1, 0) * width;
        int here = plane + r * width;
        int below = plane + Math.min(r + 1, height - 1) * width;
        for (int q = 0; q < width; q++) {
          int left = Math.max(q - 1, 0);
          int right = Math.min(q + 1, width - 1);
          double upperStep = (double) values[above + right] - values[above + left];
          double middleStep = (double) values[here + right] - values[here + left];
          double lowerStep = (double) values[below + right] - values[below + left];
          double leftStep = (double) values[below + left] - values[above + left];
          double centreStep = (double) values[below + q] - values[above + q];
          double rightStep = (double) values[below + right] - values[above + right];
          double dx = (upperStep + 2 * middleStep + lowerStep) / 8;
          double dy = (leftStep + 2 * centreStep + rightStep) / 8;
          squares[r * width + q] += dx * dx + dy * dy;
        }
      }
    }
    for (int p = 0; p < squares.length; p++) {
      squares[p] = Math.sqrt(squares[p]);
    }
    return squares;
  }

  /** Puts the pixels without a gradient behind all others, in uniformly random order. */
  private static void fillUniformly(double[] keys, double[] weights, Philox random) {
    for (int p = 0; p < keys.length; p++) {
      keys[p] = weights[p] > 0 ? 1 : StrictMath.log(uniform(random, p));
    }
  }

  /** The numbers of the {@code count} largest keys, ascending; ties go to the lower number. */
  private static int[] largest(double[] keys, int count) {
    double[] sorted = keys.clone();
    Arrays.sort(sorted);
    double threshold = sorted[sorted.length - count];
    int above = 0;
    for (double key : keys) {
      above += key > threshold ? 1 : 0;
    }
    int atThreshold = count - above;
    int[] chosen = new int[count];
    int at = 0;
    for (int p = 0; p < keys.length && at < count; p++) {
      boolean tie = keys[p] == threshold;
      if (keys[p] > threshold || (tie && atThreshold > 0)) {
        chosen[at++] = p;
        atThreshold -= tie ? 1 : 0;
      }
    }
    return chosen;
  }

  private static int[] repeated(int[] drawn, int count) {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = drawn[i % drawn.length];
    }
    Arrays.sort(all);
    return all;
  }

  /** Uniform on the odd multiples of 2^-54 in (0, 1). */
  private static double uniform(Philox random, int pixel) {
    int[] words = new int[4];
    random.block(pixel, words);
    long bits = ((words[0] & 0xFFFFFFFFL) << 21) | (words[1] >>> 11);
    return (bits + 0.5) * 0x1p-53;
  }
}
