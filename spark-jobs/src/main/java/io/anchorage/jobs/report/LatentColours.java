package io.anchorage.jobs.report;

import java.awt.Color;
import java.util.List;

/**
 * Colours for latent vectors, so that alike latents look alike: the hue is the direction in the
 * plane of the two largest principal components of all latents on the sheet, and the colour is the
 * fuller the longer the vector is there.
 */
final class LatentColours {
  private static final int ITERATIONS = 60;

  private final int dimension;
  private final double[] mean;
  private final double[] first;
  private final double[] second;
  private final double typicalLength;

  /**
   * @param clouds the latents of each field, [latent][dimension]; at least one latent in all
   */
  LatentColours(List<float[]> clouds, int dimension) {
    this.dimension = dimension;
    this.mean = mean(clouds);
    double[][] covariance = covariance(clouds);
    this.first = leading(covariance);
    deflate(covariance, first);
    this.second = leading(covariance);
    this.typicalLength = typicalLength(clouds);
  }

  /** The colour of the vector that starts at {@code offset}. */
  Color of(float[] latents, int offset) {
    double x = along(first, latents, offset);
    double y = along(second, latents, offset);
    float hue = (float) (StrictMath.atan2(y, x) / (2 * Math.PI) + 0.5);
    double fullness = Math.min(1, Math.sqrt(x * x + y * y) / Math.max(1e-12, 2 * typicalLength));
    return Color.getHSBColor(hue, (float) (0.25 + 0.65 * fullness), 1f);
  }

  private double along(double[] axis, float[] latents, int offset) {
    double sum = 0;
    for (int d = 0; d < dimension; d++) {
      sum += axis[d] * (latents[offset + d] - mean[d]);
    }
    return sum;
  }

  private double[] mean(List<float[]> clouds) {
    double[] sum = new double[dimension];
    long count = 0;
    for (float[] cloud : clouds) {
      for (int i = 0; i < cloud.length; i++) {
        sum[i % dimension] += cloud[i];
      }
      count += cloud.length / dimension;
    }
    for (int d = 0; d < dimension; d++) {
      sum[d] /= Math.max(1, count);
    }
    return sum;
  }

  private double[][] covariance(List<float[]> clouds) {
    double[][] sum = new double[dimension][dimension];
    for (float[] cloud : clouds) {
      for (int at = 0; at < cloud.length; at += dimension) {
        for (int i = 0; i < dimension; i++) {
          double deviation = cloud[at + i] - mean[i];
          for (int j = 0; j < dimension; j++) {
            sum[i][j] += deviation * (cloud[at + j] - mean[j]);
          }
        }
      }
    }
    return sum;
  }

  /** The eigenvector of the largest eigenvalue, by power iteration from a fixed start. */
  private double[] leading(double[][] matrix) {
    double[] vector = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = 1.0 / (d + 1);
    }
    for (int i = 0; i < ITERATIONS; i++) {
      double[] next = times(matrix, vector);
      double length = length(next);
      if (length < 1e-30) {
        return vector;
      }
      for (int d = 0; d < dimension; d++) {
        vector[d] = next[d] / length;
      }
    }
    return vector;
  }

  private void deflate(double[][] matrix, double[] vector) {
    double[] image = times(matrix, vector);
    double eigenvalue = 0;
    for (int d = 0; d < dimension; d++) {
      eigenvalue += image[d] * vector[d];
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        matrix[i][j] -= eigenvalue * vector[i] * vector[j];
      }
    }
  }

  private double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double v : vector) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  private double typicalLength(List<float[]> clouds) {
    double sum = 0;
    long count = 0;
    for (float[] cloud : clouds) {
      for (int at = 0; at < cloud.length; at += dimension) {
        double x = along(first, cloud, at);
        double y = along(second, cloud, at);
        sum += x * x + y * y;
        count++;
      }
    }
    return Math.sqrt(sum / Math.max(1, count));
  }
}
