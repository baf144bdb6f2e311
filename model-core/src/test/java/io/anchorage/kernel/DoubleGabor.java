package io.anchorage.kernel;

/** A network of waves in windows in double precision, in complex arithmetic as published. */
final class DoubleGabor {
  private DoubleGabor() {}

  /**
   * @param features of a point
   */
  static double[] outputs(MlpShape shape, double[] features, double[] parameters) {
    Gabor gabor = (Gabor) shape.activation();
    double[] re = features;
    double[] im = new double[features.length];
    for (int l = 0; l < shape.depth(); l++) {
      double[] nextRe = new double[shape.width()];
      double[] nextIm = new double[shape.width()];
      for (int j = 0; j < shape.width(); j++) {
        double[] y = unit(shape, gabor, l, j, re, im, parameters);
        nextRe[j] = y[0];
        nextIm[j] = y[1];
      }
      re = nextRe;
      im = nextIm;
    }
    double[] out = new double[shape.outputs()];
    int from = shape.weights(shape.depth());
    for (int c = 0; c < out.length; c++) {
      out[c] = parameters[shape.biases(shape.depth()) + c] + shape.outputOffset();
      for (int i = 0; i < shape.width(); i++) {
        out[c] += re[i] * parameters[from + i * out.length + c];
        if (gabor.values() == 2) {
          out[c] += im[i] * parameters[from + (shape.width() + i) * out.length + c];
        }
      }
    }
    return out;
  }

  private static double[] unit(
      MlpShape shape, Gabor gabor, int l, int j, double[] re, double[] im, double[] parameters) {
    double omega = gabor.omegas().get(l);
    double scale = gabor.scales().get(l);
    boolean complex = gabor.complex(l);
    double[] z = part(shape, l, j, 0, complex, re, im, parameters);
    int second = complex ? 2 : 1;
    double[] other =
        gabor.forms(l) > second
            ? part(shape, l, j, second, complex, re, im, parameters)
            : new double[2];
    double square =
        gabor.form() == Gabor.Form.REAL
            ? other[0] * other[0]
            : z[0] * z[0] + z[1] * z[1] + other[0] * other[0] + other[1] * other[1];
    double size = Math.exp(-omega * z[1] - scale * scale * square);
    double imaginary = gabor.form() == Gabor.Form.REAL ? 0 : size * Math.sin(omega * z[0]);
    return new double[] {size * Math.cos(omega * z[0]), imaginary};
  }

  /** A linear part, [re, im], whose columns begin at {@code form} widths. */
  private static double[] part(
      MlpShape shape,
      int l,
      int j,
      int form,
      boolean complex,
      double[] re,
      double[] im,
      double[] parameters) {
    int width = shape.width();
    int columns = shape.fanOut(l);
    int real = form * width + j;
    int imaginary = real + width;
    double a = parameters[shape.biases(l) + real];
    double b = complex ? parameters[shape.biases(l) + imaginary] : 0;
    for (int i = 0; i < re.length; i++) {
      int row = shape.weights(l) + i * columns;
      double wr = parameters[row + real];
      double wi = complex ? parameters[row + imaginary] : 0;
      a += re[i] * wr - im[i] * wi;
      b += re[i] * wi + im[i] * wr;
    }
    return new double[] {a, complex ? b : 0};
  }
}
