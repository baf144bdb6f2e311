package io.anchorage.family.arc;

import io.anchorage.cloud.ZOrder;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import java.util.Arrays;

/**
 * Which pixels each step sees: one random permutation of all pixels for the whole fit, cut into
 * chunks that are used in turn, over and over.
 *
 * <p>A chunk has {@code floor(share * pixels)} pixels, at least one. The remainder is a chunk of
 * its own, smaller than the others, as in the published code: every pixel is seen exactly once per
 * turn, and the loss of the small chunk's step is the mean over its few pixels.
 *
 * <p>If only some pixels of an image are fitted ({@link ArcConfig#fittedPixels}), they come first
 * in the permutation, shares refer to them, and a turn ends with their last whole chunk. The other
 * pixels are in chunks that no step uses, and in Z-order as a whole.
 *
 * <p>Within a chunk the order of pixels affects only rounding and speed: they are in Z-order, so
 * that neighbours in the image are processed close together in time.
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
   * @param pixels all pixel indices; shared, not copied
   */
  public PixelOrder(int[] pixels, int chunk) {
    this(pixels, chunk, (pixels.length + chunk - 1) / chunk);
  }

  /**
   * The pixel order of one fit, the same for every engine.
   *
   * @param anchors pixel indices
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

  /** Sorts pixels in Z-order. */
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

  /** Pixel indices, chunk after chunk. The order's own array: do not modify. */
  public int[] pixels() {
    return pixels;
  }

  /** The number of chunks of all pixels. */
  public int chunks() {
    return (pixels.length + chunk - 1) / chunk;
  }

  /** The number of chunks, counted from the first, that steps use in turn. */
  public int turn() {
    return turn;
  }

  /** The chunk that a step uses. */
  public int chunkOf(int step) {
    return step % turn;
  }

  /** Start of a chunk in {@link #pixels}. */
  public int from(int number) {
    return number * chunk;
  }

  /** End of a chunk in {@link #pixels}, exclusive. */
  public int to(int number) {
    return Math.min(from(number) + chunk, pixels.length);
  }
}
