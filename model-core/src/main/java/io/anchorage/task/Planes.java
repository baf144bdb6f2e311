package io.anchorage.task;

import io.anchorage.signal.Grid;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Channels, one after the other. */
final class Planes {
  private Planes() {}

  /**
   * Changes each channel by itself.
   *
   * @param values [channels][from]
   * @param change from [from] to [to]
   * @return [channels][to]
   */
  static float[] each(float[] values, int channels, UnaryOperator<float[]> change) {
    int from = values.length / channels;
    float[][] planes = new float[channels][];
    for (int c = 0; c < channels; c++) {
      planes[c] = change.apply(Arrays.copyOfRange(values, c * from, (c + 1) * from));
    }
    int to = planes[0].length;
    float[] out = new float[channels * to];
    for (int c = 0; c < channels; c++) {
      System.arraycopy(planes[c], 0, out, c * to, to);
    }
    return out;
  }

  /**
   * A channel made larger by a whole factor: bilinear interpolation between the centres of the
   * small pixels, which the border repeats.
   *
   * @param small [rows][columns]
   */
  static float[] enlarged(float[] small, int rows, int columns, int factor) {
    float[] out = new float[small.length * factor * factor];
    for (int p = 0; p < out.length; p++) {
      double row = place(p / (columns * factor), rows, factor);
      double column = place(p % (columns * factor), columns, factor);
      int top = (int) row;
      int left = (int) column;
      int below = Math.min(top + 1, rows - 1);
      int right = Math.min(left + 1, columns - 1);
      double down = row - top;
      double over = column - left;
      out[p] =
          (float)
              ((1 - down)
                      * ((1 - over) * small[top * columns + left]
                          + over * small[top * columns + right])
                  + down
                      * ((1 - over) * small[below * columns + left]
                          + over * small[below * columns + right]));
    }
    return out;
  }

  private static double place(int large, int extent, int factor) {
    return Math.max(0, Math.min(extent - 1.0, (large + 0.5) / factor - 0.5));
  }

  /**
   * A channel whose unknown pixels have the value of the known one that is fewest steps to a
   * neighbour away, of several the first found.
   *
   * @param known [points]; at least one
   */
  static float[] filled(float[] plane, Grid grid, boolean[] known) {
    int width = grid.extent(1);
    float[] out = plane.clone();
    boolean[] done = known.clone();
    int[] queue = new int[plane.length];
    int end = 0;
    for (int p = 0; p < plane.length; p++) {
      if (known[p]) {
        queue[end++] = p;
      }
    }
    for (int next = 0; next < end; next++) {
      int p = queue[next];
      int[] beside = {
        p >= width ? p - width : p,
        p % width > 0 ? p - 1 : p,
        p % width < width - 1 ? p + 1 : p,
        p + width < plane.length ? p + width : p
      };
      for (int q : beside) {
        if (!done[q]) {
          done[q] = true;
          out[q] = out[p];
          queue[end++] = q;
        }
      }
    }
    return out;
  }
}
