package io.anchorage.family.mlp;

import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.Gabor;
import io.anchorage.kernel.Gauss;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Relu;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.Tanh;

/** Activations of {@link Jet}s. A FINER's are the true ones, however its gradient was taken. */
final class JetActivation {
  private JetActivation() {}

  /** The values of a layer's units. */
  static Jet apply(MlpShape shape, int layer, Jet z) {
    Activation activation = shape.activation();
    if (activation instanceof Gabor gabor) {
      return new Window(gabor, layer, shape.width(), z).apply();
    }
    Jet out = new Jet(z.coordinates(), z.units());
    for (int j = 0; j < z.units(); j++) {
      out.set(j, z, j, function(activation, layer, z.value()[j]));
    }
    return out;
  }

  /** f, f', f''. */
  private static double[] function(Activation activation, int layer, double z) {
    if (activation instanceof Sine sine) {
      double omega = sine.omegas().get(layer);
      double s = Math.sin(omega * z);
      return new double[] {s, omega * Math.cos(omega * z), -omega * omega * s};
    } else if (activation instanceof Finer finer) {
      double omega = finer.omegas().get(layer);
      double u = omega * (Math.abs(z) + 1) * z;
      double slope = omega * (2 * Math.abs(z) + 1);
      double bend = 2 * omega * Math.signum(z);
      return new double[] {
        Math.sin(u), Math.cos(u) * slope, Math.cos(u) * bend - Math.sin(u) * slope * slope
      };
    } else if (activation instanceof Gauss gauss) {
      double square = Math.pow(gauss.scales().get(layer), 2);
      double e = Math.exp(-square * z * z);
      return new double[] {e, -2 * square * z * e, (4 * square * square * z * z - 2 * square) * e};
    } else if (activation instanceof Tanh) {
      double t = Math.tanh(z);
      double slope = 1 - t * t;
      return new double[] {t, slope, -2 * t * slope};
    } else if (activation instanceof Relu) {
      return new double[] {Math.max(z, 0), z > 0 ? 1 : 0, 0};
    }
    throw new AssertionError(activation);
  }

  /** y = exp(E), y' = y E', y'' = y (E'' + E'^2), with complex E: see {@link Gabor}. */
  private record Window(Gabor gabor, int layer, int width, Jet z) {
    Jet apply() {
      Jet out = new Jet(z.coordinates(), width * gabor.values());
      for (int j = 0; j < width; j++) {
        unit(j, out);
      }
      return out;
    }

    private void unit(int j, Jet out) {
      double omega = gabor.omegas().get(layer);
      double size = Math.exp(realPart(j));
      double re = size * Math.cos(omega * z.value()[j]);
      double im = size * Math.sin(omega * z.value()[j]);
      put(out.value(), j, re, im);
      for (int k = 0; k < z.coordinates(); k++) {
        double dRe = realSlope(j, k);
        double dIm = omega * z.first(k)[j];
        put(out.first(k), j, re * dRe - im * dIm, re * dIm + im * dRe);
        double bRe = realBend(j, k) + dRe * dRe - dIm * dIm;
        double bIm = omega * z.second(k)[j] + 2 * dRe * dIm;
        put(out.second(k), j, re * bRe - im * bIm, re * bIm + im * bRe);
      }
    }

    private void put(double[] to, int j, double re, double im) {
      to[j] = re;
      if (gabor.values() > 1) {
        to[width + j] = im;
      }
    }

    /** The first linear part of the window, in units. */
    private int first() {
      return gabor.form() == Gabor.Form.REAL ? width : 0;
    }

    /** What multiplies b: omega where z is complex. */
    private double lean() {
      return gabor.complex(layer) ? gabor.omegas().get(layer) : 0;
    }

    private double square() {
      return Math.pow(gabor.scales().get(layer), 2);
    }

    private double realPart(int j) {
      double sum = lean() == 0 ? 0 : -lean() * z.value()[width + j];
      for (int u = first() + j; u < z.units(); u += width) {
        sum -= square() * z.value()[u] * z.value()[u];
      }
      return sum;
    }

    private double realSlope(int j, int k) {
      double sum = lean() == 0 ? 0 : -lean() * z.first(k)[width + j];
      for (int u = first() + j; u < z.units(); u += width) {
        sum -= 2 * square() * z.value()[u] * z.first(k)[u];
      }
      return sum;
    }

    private double realBend(int j, int k) {
      double sum = lean() == 0 ? 0 : -lean() * z.second(k)[width + j];
      for (int u = first() + j; u < z.units(); u += width) {
        double slope = z.first(k)[u];
        sum -= 2 * square() * (slope * slope + z.value()[u] * z.second(k)[u]);
      }
      return sum;
    }
  }
}
