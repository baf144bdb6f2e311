package io.anchorage.family.arc;

import io.anchorage.cloud.ZOrder;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
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
 * <p>If only some pixels of an image are fitted ({@link ArcConfig#fittedPixels}) they are the first
 * of the permutation, shares are of them, and a turn ends with their last whole chunk. The other
 * pixels are in chunks, too, which no step takes, and in Z-order as a whole.
 *
 * <p>Within a chunk the order of the pixels is of no consequence but for rounding and for speed:
 * they are in Z-order, so that neighbours in the image are close in time.
 */
public final class PixelOrder {
  private final int[] pixels;
  private final int chunk;
  private final int turn;

  private PixelOrder(int[] pixels, int chunk, int turn) {
    this.pixels = pixels;
    this.chunk = chunk;
    this.turn = turn;
  }

  /**
   * A given order.
   *
   * @param pixels all pixel numbers; shared, not copied
   */
  public PixelOrder(int[] pixels, int chunk) {
    this(pixels, chunk, (pixels.length + chunk - 1) / chunk);
  }

  /**
   * The order of one fit's pixels, the same whichever engine fits.
   *
   * @param anchors pixel numbers
   */
  public static PixelOrder of(Grid grid, ArcConfig config, int[] anchors, Seeds seeds) {
    int height = grid.extent(0);
    int width = grid.extent(1);
    Philox random = seeds.stream("permutation");
    int fitted = config.fittedOf(height * width);
    if (fitted == height * width) {
      return of(height, width, config.pixelsPerStep(), random);
    }
    boolean[] near = NearPixels.of(anchors, height, width, config.relative().reach());
    int[] pixels = NearPixels.first(Permutation.of(height * width, random), near, fitted);
    int chunk = Math.max(1, (int) (config.pixelsPerStep() * fitted));
    int turn = fitted / chunk;
    sortChunks(pixels, turn * chunk, chunk, width);
    sort(pixels, turn * chunk, pixels.length, width);
    return new PixelOrder(pixels, chunk, turn);
  }

  /**
   * Draws an order.
   *
   * @param share of the pixels in one step, in (0, 1]
   */
  public static PixelOrder of(int height, int width, double share, Philox random) {
    int count = height * width;
    int[] pixels = Permutation.of(count, random);
    int chunk = Math.max(1, (int) (share * count));
    sortChunks(pixels, count, chunk, width);
    return new PixelOrder(pixels, chunk);
  }

  private static void sortChunks(int[] pixels, int to, int chunk, int width) {
    for (int from = 0; from < to; from += chunk) {
      sort(pixels, from, Math.min(from + chunk, to), width);
    }
  }

  /** Puts pixels in Z-order. */
  private static void sort(int[] pixels, int from, int to, int width) {
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ZOrder.key(pixels[from + i] / width, pixels[from + i] % width);
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      pixels[from + i] = ZOrder.row(keys[i]) * width + ZOrder.column(keys[i]);
    }
  }

  /** Pixel numbers, chunk after chunk. The order's own array: read it, do not write. */
  public int[] pixels() {
    return pixels;
  }

  /** How many chunks all pixels make. */
  public int chunks() {
    return (pixels.length + chunk - 1) / chunk;
  }

  /** How many chunks, the first ones, the steps take in turn. */
  public int turn() {
    return turn;
  }

  /** The chunk that a step takes. */
  public int chunkOf(int step) {
    return step % turn;
  }

  /** Where a chunk begins in {@link #pixels}. */
  public int from(int number) {
    return number * chunk;
  }

  /** Where a chunk ends in {@link #pixels}. */
  public int to(int number) {
    return Math.min(from(number) + chunk, pixels.length);
  }
}
