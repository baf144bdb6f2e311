package io.anchorage.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * FINER's detached gradient in double precision, by the chain rule with every stretch |z| + 1 held
 * at its value, point by point.
 */
final class DoubleFiner {
  private final MlpShape shape;
  private final double[] parameters;
  private final double[] gradient;

  private DoubleFiner(MlpShape shape, double[] parameters) {
    this.shape = shape;
    this.parameters = parameters;
    this.gradient = new double[parameters.length];
  }

  static double[] detachedGradient(MlpProblem problem) {
    DoubleFiner finer = new DoubleFiner(problem.shape, toDouble(problem.parameters));
    MlpPoints points = problem.points;
    for (int n = 0; n < points.count(); n++) {
      double[] x = new double[points.inputs()];
      for (int k = 0; k < x.length; k++) {
        x[k] = points.coordinates(k)[n];
      }
      finer.add(x, problem.target, n, points.count());
    }
    return finer.gradient;
  }

  private void add(double[] x, float[] target, int n, int count) {
    List<double[]> inputs = new ArrayList<>(List.of(x));
    List<double[]> slopes = new ArrayList<>();
    for (int l = 0; l < shape.depth(); l++) {
      double omega = ((Finer) shape.activation()).omegas().get(l);
      double[] h = linear(l, inputs.get(l));
      double[] slope = new double[h.length];
      for (int j = 0; j < h.length; j++) {
        double stretch = Math.abs(h[j]) + 1;
        slope[j] = omega * stretch * Math.cos(omega * stretch * h[j]);
        h[j] = Math.sin(omega * stretch * h[j]);
      }
      inputs.add(h);
      slopes.add(slope);
    }
    double[] d = linear(shape.depth(), inputs.get(shape.depth()));
    for (int c = 0; c < d.length; c++) {
      double e = d[c] + shape.outputOffset() - target[c * count + n];
      d[c] = 2 * e / ((double) count * shape.outputs());
    }
    for (int l = shape.depth(); l >= 0; l--) {
      d = back(l, inputs.get(l), d, l == 0 ? null : slopes.get(l - 1));
    }
  }

  private double[] linear(int l, double[] h) {
    double[] z = new double[shape.fanOut(l)];
    for (int j = 0; j < z.length; j++) {
      z[j] = parameters[shape.biases(l) + j];
      for (int i = 0; i < h.length; i++) {
        z[j] += h[i] * parameters[shape.weights(l) + i * z.length + j];
      }
    }
    return z;
  }

  /** Adds a layer's gradient; gives dL/dz of the layer below, if there is one. */
  private double[] back(int l, double[] h, double[] d, double[] slope) {
    double[] below = new double[h.length];
    for (int j = 0; j < d.length; j++) {
      gradient[shape.biases(l) + j] += d[j];
      for (int i = 0; i < h.length; i++) {
        int at = shape.weights(l) + i * d.length + j;
        gradient[at] += h[i] * d[j];
        below[i] += slope == null ? 0 : parameters[at] * d[j] * slope[i];
      }
    }
    return below;
  }

  static double[] toDouble(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }
}
