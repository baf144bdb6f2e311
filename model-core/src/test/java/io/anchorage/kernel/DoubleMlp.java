package io.anchorage.kernel;

import java.util.Arrays;

/** An MLP's loss in double precision, point by point, straight from the definition. */
final class DoubleMlp {
  private DoubleMlp() {}

  static double loss(MlpShape shape, MlpPoints points, float[] target, double[] parameters) {
    double sum = 0;
    for (int n = 0; n < points.count(); n++) {
      double[] y = outputs(shape, points, n, parameters);
      for (int c = 0; c < shape.outputs(); c++) {
        double e = y[c] - target[c * points.count() + n];
        sum += e * e;
      }
    }
    return sum / ((double) points.count() * shape.outputs());
  }

  static double[] outputs(MlpShape shape, MlpPoints points, int n, double[] parameters) {
    double[] x = new double[points.inputs()];
    for (int k = 0; k < x.length; k++) {
      x[k] = points.coordinates(k)[n];
    }
    return outputs(shape, x, parameters);
  }

  static double[] outputs(MlpShape shape, double[] x, double[] parameters) {
    double[] h = features(shape, x, parameters);
    if (shape.activation() instanceof Gabor) {
      return DoubleGabor.outputs(shape, h, parameters);
    }
    for (int l = 0; l < shape.layers(); l++) {
      h = layer(shape, l, h, parameters);
      if (shape.mapping() instanceof Filters filters && l < shape.depth()) {
        double[] g = filter(filters, l + 1, shape.learnt(), x, parameters);
        for (int j = 0; j < h.length; j++) {
          h[j] *= g[j];
        }
      }
    }
    return h;
  }

  /** sin(x F + phi) exp(-gamma / 2 |x - mu|^2), as published. */
  private static double[] filter(
      Filters filters, int filter, int from, double[] x, double[] parameters) {
    double[] g = new double[filters.width()];
    for (int j = 0; j < g.length; j++) {
      double phase = parameters[from + filters.phases(filter) + j];
      double square = 0;
      for (int k = 0; k < x.length; k++) {
        phase += x[k] * parameters[from + filters.frequencies(filter) + k * g.length + j];
        if (filters.windowed()) {
          double far = x[k] - parameters[from + filters.centres(filter) + k * g.length + j];
          square += far * far;
        }
      }
      double gamma = filters.windowed() ? parameters[from + filters.gammas(filter) + j] : 0;
      g[j] = Math.sin(phase) * Math.exp(-gamma / 2 * square);
    }
    return g;
  }

  private static double[] features(MlpShape shape, double[] x, double[] parameters) {
    InputMapping mapping = shape.mapping();
    if (mapping instanceof Filters filters) {
      return filter(filters, 0, shape.learnt(), x, parameters);
    }
    if (mapping instanceof Grids grids) {
      return interpolated(grids, shape.learnt(), x, parameters);
    }
    if (mapping instanceof Affine affine) {
      return Arrays.stream(x).map(each -> each * affine.scale() + affine.shift()).toArray();
    } else if (mapping instanceof Waves waves) {
      double[] out = Arrays.copyOf(waves.before() > 0 ? x : new double[0], waves.features());
      for (int j = 0; j < waves.count(); j++) {
        double phase = 0;
        for (int k = 0; k < x.length; k++) {
          phase += x[k] * waves.frequency(j, k);
        }
        out[waves.before() + j] = Math.sin(Math.PI * phase);
        out[waves.before() + waves.count() + j] = Math.cos(Math.PI * phase);
      }
      return out;
    }
    return x;
  }

  /** A hat function of each node along each axis. */
  private static double[] interpolated(Grids grids, int from, double[] x, double[] parameters) {
    double[] out = new double[grids.features()];
    int at = from;
    for (int grid = 0; grid < grids.extents().size(); grid++) {
      int nodes = grids.extents().get(grid).stream().reduce(1, (a, b) -> a * b);
      for (int node = 0; node < nodes; node++) {
        double weight = 1;
        int rest = node;
        for (int a = x.length - 1; a >= 0; a--) {
          int extent = grids.extents().get(grid).get(a);
          double u = (x[a] + 1) / 2 * (extent - 1);
          weight *= Math.max(0, 1 - Math.abs(u - rest % extent));
          rest /= extent;
        }
        for (int k = 0; k < grids.each(); k++) {
          out[grid * grids.each() + k] += weight * parameters[at + node * grids.each() + k];
        }
      }
      at += nodes * grids.each();
    }
    return out;
  }

  private static double[] layer(MlpShape shape, int l, double[] h, double[] parameters) {
    boolean last = l == shape.depth();
    double[] out = new double[shape.fanOut(l)];
    for (int j = 0; j < out.length; j++) {
      double z = parameters[shape.biases(l) + j];
      for (int i = 0; i < h.length; i++) {
        z += h[i] * parameters[shape.weights(l) + i * out.length + j];
      }
      out[j] = last ? z + shape.outputOffset() : value(shape.activation(), l, z);
    }
    return out;
  }

  private static double value(Activation activation, int layer, double z) {
    if (activation instanceof Sine sine) {
      return Math.sin(sine.omegas().get(layer) * z);
    } else if (activation instanceof Finer finer) {
      return Math.sin(finer.omegas().get(layer) * (Math.abs(z) + 1) * z);
    } else if (activation instanceof Filtered) {
      return z;
    } else if (activation instanceof Relu) {
      return Math.max(z, 0);
    } else if (activation instanceof Tanh) {
      return Math.tanh(z);
    } else if (activation instanceof Gauss gauss) {
      double root = gauss.scales().get(layer) * z;
      return Math.exp(-root * root);
    }
    throw new AssertionError(activation);
  }
}
