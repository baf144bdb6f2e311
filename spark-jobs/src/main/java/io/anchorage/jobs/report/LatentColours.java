package io.anchorage.jobs.report;

import java.awt.Color;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Assigns similar colours to similar latents. The hue is the direction of the latent in the plane
 * of the two largest principal components of all latents on the sheet; the longer the vector in
 * that plane, the more saturated the colour.
 */
public final class LatentColours {
  private final int dimension;
  private final double[] mean;
  private final double[] first;
  private final double[] second;
  private final double typicalLength;

  /**
   * Finds the principal components.
   *
   * @param clouds the latents of each field, [latent][dimension]; at least one latent in all
   * @param dimension length of a latent vector
   */
  public LatentColours(List<float[]> clouds, int dimension) {
    this.dimension = dimension;
    this.mean = mean(clouds);
    // Sorted by eigenvalue, largest first.
    EigenDecomposition components = new EigenDecomposition(covariance(clouds));
    this.first = axis(components, 0);
    this.second = axis(components, Math.min(1, dimension - 1));
    this.typicalLength = typicalLength(clouds);
  }

  /** Returns the colour of the vector that starts at {@code offset}. */
  public Color of(float[] latents, int offset) {
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

  /** Returns the covariance of the latents multiplied by their number. */
  private RealMatrix covariance(List<float[]> clouds) {
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
    return MatrixUtils.createRealMatrix(sum);
  }

  /**
   * Returns an eigenvector. Of its two possible signs, the one with a positive dot product with (1,
   * 1/2, 1/3, ...) is used, so that the same latents always get the same colours.
   */
  private double[] axis(EigenDecomposition components, int number) {
    double[] axis = components.getEigenvector(number).toArray();
    double product = 0;
    for (int d = 0; d < dimension; d++) {
      product += axis[d] / (d + 1);
    }
    if (product < 0) {
      for (int d = 0; d < dimension; d++) {
        axis[d] = -axis[d];
      }
    }
    return axis;
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
