package io.anchorage.fit.arc;

import io.anchorage.field.arc.ArcConfig;
import io.anchorage.fit.Seeds;
import io.anchorage.kernel.Philox;
import io.anchorage.signal.Grid;
import java.util.Arrays;

/**
 * Which pixels each step sees: one random permutation of all pixels for the whole fit, cut into
 * chunks that are taken in turn, again and again.
 *
 * <p>A chunk has {@code floor(share * pixels)} pixels, at least one. What remains after the whole
 * chunks is a chunk of its own, smaller than the others, as in the published code: in each turn
 * every pixel is seen exactly once, and the loss of the small chunk's step is the mean over its few
 * pixels.
 *
 * <p>Within a chunk the order of the pixels is of no consequence but for rounding and for speed:
 * they are in Z-order, so that neighbours in the image are close in time.
 */
public final class PixelOrder {
  private final int[] pixels;
  private final int chunk;

  /**
   * A given order.
   *
   * @param pixels all pixel numbers; shared, not copied
   */
  public PixelOrder(int[] pixels, int chunk) {
    this.pixels = pixels;
    this.chunk = chunk;
  }

  /** The order of one fit's pixels, the same whichever engine fits. */
  public static PixelOrder of(Grid grid, ArcConfig config, Seeds seeds) {
    return of(grid.extent(0), grid.extent(1), config.pixelsPerStep(), seeds.stream("permutation"));
  }

  /**
   * Draws an order.
   *
   * @param share of the pixels in one step, in (0, 1]
   */
  public static PixelOrder of(int height, int width, double share, Philox random) {
    int count = height * width;
    int[] pixels = shuffled(count, random);
    int chunk = Math.max(1, (int) (share * count));
    long[] keys = new long[chunk];
    for (int from = 0; from < count; from += chunk) {
      int size = Math.min(chunk, count - from);
      for (int i = 0; i < size; i++) {
        keys[i] = zOrder(pixels[from + i] / width, pixels[from + i] % width);
      }
      Arrays.sort(keys, 0, size);
      for (int i = 0; i < size; i++) {
        pixels[from + i] = unspread(keys[i] >>> 1) * width + unspread(keys[i]);
      }
    }
    return new PixelOrder(pixels, chunk);
  }

  /** Pixel numbers, chunk after chunk. The order's own array: read it, do not write. */
  public int[] pixels() {
    return pixels;
  }

  public int chunks() {
    return (pixels.length + chunk - 1) / chunk;
  }

  /** Where the chunk of a step begins in {@link #pixels}. */
  public int from(int step) {
    return step % chunks() * chunk;
  }

  /** Where the chunk of a step ends in {@link #pixels}. */
  public int to(int step) {
    return Math.min(from(step) + chunk, pixels.length);
  }

  private static int[] shuffled(int count, Philox random) {
    int[] pixels = new int[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int j = random.below(i, i + 1);
      int swapped = pixels[i];
      pixels[i] = pixels[j];
      pixels[j] = swapped;
    }
    return pixels;
  }

  private static long zOrder(int row, int column) {
    return (spread(row) << 1) | spread(column);
  }

  /** Bit b of a number to bit 2 b. */
  private static long spread(int number) {
    long x = number & 0xFFFFFFFFL;
    x = (x | (x << 16)) & 0x0000FFFF0000FFFFL;
    x = (x | (x << 8)) & 0x00FF00FF00FF00FFL;
    x = (x | (x << 4)) & 0x0F0F0F0F0F0F0F0FL;
    x = (x | (x << 2)) & 0x3333333333333333L;
    return (x | (x << 1)) & 0x5555555555555555L;
  }

  /** Bit 2 b of a number to bit b. */
  private static int unspread(long number) {
    long x = number & 0x5555555555555555L;
    x = (x | (x >>> 1)) & 0x3333333333333333L;
    x = (x | (x >>> 2)) & 0x0F0F0F0F0F0F0F0FL;
    x = (x | (x >>> 4)) & 0x00FF00FF00FF00FFL;
    x = (x | (x >>> 8)) & 0x0000FFFF0000FFFFL;
    return (int) (x | (x >>> 16));
  }
}
