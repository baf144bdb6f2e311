package io.anchorage.kernel.scalar;

import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.SinCosPi;

/**
 * Sine and cosine of the first layer's phase on a full grid, where the phase is a sum of one angle
 * per axis, phi = alpha(i) + beta(j) + ..., the first including the bias.
 *
 * <p>Tables hold sine and cosine of each angle, and sin(alpha + beta) = sin alpha cos beta + cos
 * alpha sin beta, cos(alpha + beta) = cos alpha cos beta - sin alpha sin beta.
 */
final class ScalarSineGrid {
  private final MlpShape shape;
  private float[][] tableSin = {};
  private float[][] tableCos = {};

  ScalarSineGrid(MlpShape shape) {
    this.shape = shape;
  }

  /** Fills the tables, [axis][unit][extent], for these parameters. */
  void prepare(MlpPoints points, float[] phases) {
    tableSin = new float[points.axes()][];
    tableCos = new float[points.axes()][];
    for (int a = 0; a < points.axes(); a++) {
      float[] axis = points.axis(a);
      tableSin[a] = new float[shape.width() * axis.length];
      tableCos[a] = new float[shape.width() * axis.length];
      for (int h = 0; h < shape.width(); h++) {
        float w = phases[points.inputOfAxis(a) * shape.width() + h];
        float b = a == 0 ? phases[shape.biases(0) + h] : 0f;
        for (int i = 0; i < axis.length; i++) {
          SinCosPi.into(Math.fma(axis[i], w, b), tableSin[a], tableCos[a], h * axis.length + i);
        }
      }
    }
  }

  /**
   * Computes all units at points {@code start .. start + count - 1}, with zeros after them.
   *
   * @param sin [width][stride]
   * @param cos [width][stride]
   */
  void forward(MlpPoints points, int start, int count, float[] sin, float[] cos, int stride) {
    for (int h = 0; h < shape.width(); h++) {
      for (int n = 0; n < stride; n++) {
        if (n < count) {
          combine(points, h, start + n, sin, cos, h * stride + n);
        } else {
          sin[h * stride + n] = 0f;
          cos[h * stride + n] = 0f;
        }
      }
    }
  }

  private void combine(MlpPoints points, int h, int n, float[] sin, float[] cos, int at) {
    int place = h * points.axis(0).length + points.place(0, n);
    float s = tableSin[0][place];
    float c = tableCos[0][place];
    for (int a = 1; a < points.axes(); a++) {
      place = h * points.axis(a).length + points.place(a, n);
      float sinB = tableSin[a][place];
      float cosB = tableCos[a][place];
      float sum = Math.fma(s, cosB, c * sinB);
      c = Math.fma(c, cosB, -s * sinB);
      s = sum;
    }
    sin[at] = s;
    cos[at] = c;
  }
}
