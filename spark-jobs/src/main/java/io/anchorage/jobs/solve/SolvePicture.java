package io.anchorage.jobs.solve;

import io.anchorage.signal.Grid;
import io.anchorage.signal.Raster;
import java.util.Arrays;

/**
 * A solution as a picture: blue below 0, white at 0, red above; the moments of a wave side by side,
 * then the next channel.
 */
final class SolvePicture {
  private static final int CHANNELS = 3;
  private static final int BITS = 8;
  private static final int PEAK = 255;

  /** Columns between pictures. */
  private static final int GAP = 2;

  private SolvePicture() {}

  /**
   * Draws values.
   *
   * @param values [channels][grid points]
   * @param grid of rows and columns, or of moments, rows and columns
   * @param strongest the magnitude of full colour, above 0
   */
  static Raster of(float[] values, Grid grid, float strongest) {
    int height = grid.extent(grid.dimensions() - 2);
    int width = grid.extent(grid.dimensions() - 1);
    int count = values.length / (height * width);
    int across = count * (width + GAP) - GAP;
    char[] samples = new char[height * across * CHANNELS];
    Arrays.fill(samples, (char) PEAK);
    for (int i = 0; i < values.length; i++) {
      int picture = i / (height * width);
      int row = i / width % height;
      int column = picture * (width + GAP) + i % width;
      colour(values[i] / strongest, samples, (row * across + column) * CHANNELS);
    }
    return new Raster(height, across, CHANNELS, BITS, samples);
  }

  private static void colour(float share, char[] samples, int at) {
    float left = PEAK * (1 - Math.min(1, Math.abs(share)));
    char faded = (char) Math.round(left);
    samples[at] = share < 0 ? faded : (char) PEAK;
    samples[at + 1] = faded;
    samples[at + 2] = share < 0 ? (char) PEAK : faded;
  }

  /** The largest magnitude; 1 if all is 0. */
  static float strongest(float[] values) {
    float strongest = 0;
    for (float value : values) {
      strongest = Math.max(strongest, Math.abs(value));
    }
    return strongest > 0 ? strongest : 1;
  }
}
