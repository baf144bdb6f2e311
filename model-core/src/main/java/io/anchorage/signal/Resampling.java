package io.anchorage.signal;

/**
 * Resizes by a triangle filter that is widened for shrinking, so that the result is antialiased, as
 * PIL's {@code BILINEAR} and torchvision's {@code Resize} on PIL images do. Rows are filtered
 * first, then columns, and samples are rounded to integers in between. Weights are integer
 * multiples of 2^-22 and sums are integers, so 8-bit images come out bit for bit as PIL's; 16-bit
 * images follow the same rule.
 */
final class Resampling {
  private static final int PRECISION = 22;

  /**
   * The weights of the input samples in each output: {@code weights[out][i]} is that of input
   * {@code first[out] + i}.
   */
  private static final class Weights {
    final int[] first;
    final int[][] weights;

    Weights(int out) {
      this.first = new int[out];
      this.weights = new int[out][];
    }
  }

  private Resampling() {}

  static Raster resize(Raster raster, int height, int width) {
    Raster narrow = width == raster.width() ? raster : columns(raster, width);
    return height == raster.height() ? narrow : rows(narrow, height);
  }

  private static Raster columns(Raster raster, int width) {
    Weights table = weights(raster.width(), width);
    int channels = raster.channels();
    char[] in = raster.samples();
    char[] out = new char[raster.height() * width * channels];
    int to = 0;
    for (int r = 0; r < raster.height(); r++) {
      for (int x = 0; x < width; x++) {
        int from = (r * raster.width() + table.first[x]) * channels;
        for (int c = 0; c < channels; c++) {
          out[to++] = sum(in, from + c, channels, table.weights[x]);
        }
      }
    }
    return new Raster(raster.height(), width, channels, raster.bits(), out);
  }

  private static Raster rows(Raster raster, int height) {
    Weights table = weights(raster.height(), height);
    int row = raster.width() * raster.channels();
    char[] in = raster.samples();
    char[] out = new char[height * row];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int from = table.first[y] * row;
      for (int i = 0; i < row; i++) {
        out[to++] = sum(in, from + i, row, table.weights[y]);
      }
    }
    return new Raster(height, raster.width(), raster.channels(), raster.bits(), out);
  }

  /**
   * The rounded weighted sum. Weights are not negative and add up to 1 within rounding, so nothing
   * overflows.
   */
  private static char sum(char[] in, int from, int apart, int[] weights) {
    long sum = 1L << (PRECISION - 1);
    int at = from;
    for (int weight : weights) {
      sum += (long) weight * in[at];
      at += apart;
    }
    return (char) Math.min(sum >> PRECISION, Character.MAX_VALUE);
  }

  private static Weights weights(int in, int out) {
    double scale = (double) in / out;
    double support = Math.max(scale, 1);
    Weights table = new Weights(out);
    for (int i = 0; i < out; i++) {
      double centre = (i + 0.5) * scale;
      table.first[i] = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(in, (int) (centre + support + 0.5));
      double[] exact = new double[end - table.first[i]];
      double total = 0;
      for (int k = 0; k < exact.length; k++) {
        double distance = Math.abs((k + table.first[i] - centre + 0.5) * (1 / support));
        exact[k] = distance < 1 ? 1 - distance : 0;
        total += exact[k];
      }
      table.weights[i] = new int[exact.length];
      for (int k = 0; k < exact.length; k++) {
        table.weights[i][k] = (int) (0.5 + exact[k] / total * (1 << PRECISION));
      }
    }
    return table;
  }
}
