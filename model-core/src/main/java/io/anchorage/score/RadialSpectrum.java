package io.anchorage.score;

/**
 * The power of an image by spatial frequency, whatever the direction: the squared magnitudes of its
 * discrete Fourier transform,
 *
 * <pre>
 * F(u, v) = 1 / (H W) sum over r, c of x(r, c) exp(-2 pi j (u r / H + v c / W)),
 * </pre>
 *
 * averaged over rings. Ring k holds the frequencies of k - 1/2 to k + 1/2 cycles along the shorter
 * side; the first is the mean alone, and the last is half the shorter side, beyond which not all
 * directions have frequencies.
 */
public final class RadialSpectrum {
  private final int height;
  private final int width;
  private final double[][] rowCos;
  private final double[][] rowSin;
  private final double[][] columnCos;
  private final double[][] columnSin;

  /**
   * The transform of images of one size, which takes H W (H + W) multiply-adds.
   *
   * @throws IllegalArgumentException if a side is less than 2
   */
  public RadialSpectrum(int height, int width) {
    if (height < 2 || width < 2) {
      throw new IllegalArgumentException(
          "A spectrum needs two rows and two columns: %d x %d".formatted(height, width));
    }
    this.height = height;
    this.width = width;
    this.rowCos = waves(height, true);
    this.rowSin = waves(height, false);
    this.columnCos = waves(width, true);
    this.columnSin = waves(width, false);
  }

  /** [frequency][place]. */
  private static double[][] waves(int side, boolean cosine) {
    double[] turn = new double[side];
    for (int i = 0; i < side; i++) {
      double angle = 2 * Math.PI * i / side;
      turn[i] = cosine ? StrictMath.cos(angle) : StrictMath.sin(angle);
    }
    double[][] waves = new double[side][side];
    for (int f = 0; f < side; f++) {
      for (int i = 0; i < side; i++) {
        waves[f][i] = turn[(int) ((long) f * i % side)];
      }
    }
    return waves;
  }

  /** Number of rings: 1 + half the shorter side. */
  public int rings() {
    return 1 + Math.min(height, width) / 2;
  }

  /**
   * Mean power of each ring.
   *
   * @param image [height][width], row-major
   * @return [rings]
   */
  public double[] power(float[] image) {
    if (image.length != height * width) {
      throw new IllegalArgumentException(
          "An image of %d x %d has %d pixels, not %d"
              .formatted(height, width, height * width, image.length));
    }
    double[] real = new double[height * width];
    double[] imaginary = new double[height * width];
    alongRows(image, real, imaginary);
    double[] power = new double[rings()];
    int[] count = new int[power.length];
    for (int v = 0; v < width; v++) {
      for (int u = 0; u < height; u++) {
        int ring = ring(u, v);
        if (ring < power.length) {
          power[ring] += squared(real, imaginary, u, v);
          count[ring]++;
        }
      }
    }
    double scale = 1.0 / ((double) height * width);
    for (int k = 0; k < power.length; k++) {
      power[k] *= scale * scale / Math.max(1, count[k]);
    }
    return power;
  }

  private void alongRows(float[] image, double[] real, double[] imaginary) {
    for (int r = 0; r < height; r++) {
      for (int v = 0; v < width; v++) {
        double re = 0;
        double im = 0;
        for (int c = 0; c < width; c++) {
          re += image[r * width + c] * columnCos[v][c];
          im -= image[r * width + c] * columnSin[v][c];
        }
        real[r * width + v] = re;
        imaginary[r * width + v] = im;
      }
    }
  }

  private double squared(double[] real, double[] imaginary, int u, int v) {
    double re = 0;
    double im = 0;
    for (int r = 0; r < height; r++) {
      double a = real[r * width + v];
      double b = imaginary[r * width + v];
      re += a * rowCos[u][r] + b * rowSin[u][r];
      im += b * rowCos[u][r] - a * rowSin[u][r];
    }
    return re * re + im * im;
  }

  private int ring(int u, int v) {
    double row = (double) Math.min(u, height - u) / height;
    double column = (double) Math.min(v, width - v) / width;
    double cycles = Math.min(height, width) * Math.sqrt(row * row + column * column);
    return (int) Math.floor(cycles + 0.5);
  }
}
