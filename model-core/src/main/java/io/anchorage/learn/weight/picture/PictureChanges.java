package io.anchorage.learn.weight.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.WeightModelConfig;

/**
 * How the images that a model shows itself are changed in a training pass: some are mirrored, left
 * to right, and each is moved by whole pixels. What comes in from outside repeats the border.
 *
 * @param mirror probability of mirroring an image, in [0, 1]
 * @param shift largest move along an axis in pixels, at least 0
 */
record PictureChanges(double mirror, int shift) {
  /** Of a pass's random numbers, those behind all that dropout may take. */
  private static final long FIRST_DRAW = 1L << 40;

  private static final int DRAWS = 3;

  /** Throws an IllegalArgumentException with a one-line message. */
  static void check(double mirror, int shift, int side) {
    WeightModelConfig.check(mirror >= 0 && mirror <= 1, "mirror must be in [0, 1]", mirror);
    WeightModelConfig.check(
        shift >= 0 && shift < side, "shift must be in 0 .. %d".formatted(side - 1), shift);
  }

  /**
   * Changed images.
   *
   * @param images [images, channels, side, side]
   */
  NDArray apply(Pass pass, NDArray images, Philox draws) {
    if (mirror == 0 && shift == 0) {
      return images;
    }
    int count = (int) images.size(0);
    int channels = (int) images.size(1);
    int side = (int) images.size(2);
    int[] sources = sources(draws, count, channels, side);
    int pixels = channels * side * side;
    NDArray index = pass.indices(sources, count, pixels).toType(DataType.INT64, false);
    return images.reshape(count, pixels).gather(index, 1).reshape(images.getShape());
  }

  /** [images][channels][side][side]: which number of its image each number of a changed one is. */
  int[] sources(Philox draws, int images, int channels, int side) {
    int[] sources = new int[images * channels * side * side];
    int at = 0;
    for (int i = 0; i < images; i++) {
      long draw = FIRST_DRAW + (long) DRAWS * i;
      boolean mirrored = draws.uniform(draw) < mirror;
      int down = draws.below(draw + 1, 2 * shift + 1) - shift;
      int right = draws.below(draw + 2, 2 * shift + 1) - shift;
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < side; y++) {
          int row = (c * side + inside(y - down, side)) * side;
          for (int x = 0; x < side; x++) {
            int column = inside(x - right, side);
            sources[at++] = row + (mirrored ? side - 1 - column : column);
          }
        }
      }
    }
    return sources;
  }

  private static int inside(int place, int side) {
    return Math.min(Math.max(place, 0), side - 1);
  }
}
