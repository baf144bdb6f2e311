package io.anchorage.task;

/**
 * The sinogram of an image: for each of a number of angles, spread evenly over half a turn from 0,
 * the means along parallel rays. The image is turned about its centre by bilinear interpolation,
 * with zeros around it, and the columns of the turned image, as high and as wide as the image, are
 * averaged. Sample {@code k * width + j} belongs to angle {@code k pi / angles} and column j.
 *
 * <p>The transpose spreads each ray's value over the same pixels with the same weights.
 */
final class Radon implements LinearOperator {
  private final int height;
  private final int width;
  private final int angles;
  private final double[] cos;
  private final double[] sin;

  Radon(int height, int width, int angles) {
    this.height = height;
    this.width = width;
    this.angles = angles;
    this.cos = new double[angles];
    this.sin = new double[angles];
    for (int k = 0; k < angles; k++) {
      cos[k] = StrictMath.cos(k * Math.PI / angles);
      sin[k] = StrictMath.sin(k * Math.PI / angles);
    }
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int angles() {
    return angles;
  }

  /** Where on a ray's axis a pixel lies at an angle, in columns. */
  double column(int angle, int row, int column) {
    double x = (column - middle(width)) * cos[angle] + (row - middle(height)) * sin[angle];
    return x + middle(width);
  }

  @Override
  public int samples() {
    return Math.multiplyExact(angles, width);
  }

  @Override
  public float[] apply(float[] plane) {
    float[] out = new float[samples()];
    Ray ray = new Ray();
    for (int s = 0; s < out.length; s++) {
      ray.along(s / width, s % width);
      double sum = 0;
      for (int i = 0; i < ray.length; i++) {
        sum += ray.weights[i] * plane[ray.points[i]];
      }
      out[s] = (float) (sum / height);
    }
    return out;
  }

  @Override
  public float[] transpose(float[] samples) {
    double[] sums = new double[height * width];
    Ray ray = new Ray();
    for (int s = 0; s < samples.length; s++) {
      ray.along(s / width, s % width);
      double value = (double) samples[s] / height;
      for (int i = 0; i < ray.length; i++) {
        sums[ray.points[i]] += ray.weights[i] * value;
      }
    }
    float[] out = new float[sums.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = (float) sums[p];
    }
    return out;
  }

  private static double middle(int extent) {
    return (extent - 1) / 2.0;
  }

  /** The pixels that a ray meets, and its weight at each. */
  private final class Ray {
    private final int[] points = new int[4 * height];
    private final double[] weights = new double[4 * height];
    private int length;

    /** Interpolates at each pixel of a column of the turned image. */
    void along(int angle, int column) {
      length = 0;
      double x = column - middle(width);
      for (int i = 0; i < height; i++) {
        double y = i - middle(height);
        double row = middle(height) + x * sin[angle] + y * cos[angle];
        double col = middle(width) + x * cos[angle] - y * sin[angle];
        if (row > -1 && row < height && col > -1 && col < width) {
          meet(row, col);
        }
      }
    }

    private void meet(double row, double column) {
      int top = (int) (row + 1) - 1;
      int left = (int) (column + 1) - 1;
      double down = row - top;
      double over = column - left;
      meet(top, left, (1 - down) * (1 - over));
      meet(top, left + 1, (1 - down) * over);
      meet(top + 1, left, down * (1 - over));
      meet(top + 1, left + 1, down * over);
    }

    private void meet(int row, int column, double weight) {
      if (row >= 0 && row < height && column >= 0 && column < width) {
        points[length] = row * width + column;
        weights[length++] = weight;
      }
    }
  }
}
