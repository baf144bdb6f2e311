package io.anchorage.kernel;

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
    double[] h = new double[points.inputs()];
    for (int k = 0; k < h.length; k++) {
      h[k] = points.coordinates(k)[n];
    }
    for (int l = 0; l < shape.layers(); l++) {
      h = layer(shape, l, h, parameters);
    }
    return h;
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
    }
    throw new AssertionError(activation);
  }
}
