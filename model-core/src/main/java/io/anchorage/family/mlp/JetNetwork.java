package io.anchorage.family.mlp;

import io.anchorage.kernel.Affine;
import io.anchorage.kernel.Gabor;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Waves;

/** A coordinate MLP that takes {@link Jet}s from a point's coordinates to its outputs. */
final class JetNetwork {
  private final MlpShape shape;
  private final double[] parameters;

  JetNetwork(MlpShape shape, float[] parameters) {
    this.shape = shape;
    this.parameters = new double[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      this.parameters[i] = parameters[i];
    }
  }

  /**
   * The outputs at a point.
   *
   * @param point the network's coordinates
   */
  Jet at(double[] point) {
    Jet h = features(point);
    for (int l = 0; l < shape.depth(); l++) {
      h = JetActivation.apply(shape, l, linear(l, h));
    }
    Jet y = linear(shape.depth(), h);
    for (int c = 0; c < shape.outputs(); c++) {
      y.value()[c] += shape.outputOffset();
    }
    return y;
  }

  private Jet features(double[] point) {
    InputMapping mapping = shape.mapping();
    int coordinates = mapping.coordinates();
    Jet x = new Jet(coordinates, coordinates);
    for (int k = 0; k < coordinates; k++) {
      x.value()[k] = point[k];
      x.first(k)[k] = 1;
    }
    if (mapping instanceof Waves waves) {
      return waves(waves, x);
    }
    if (mapping instanceof Affine affine) {
      Jet scaled = new Jet(coordinates, coordinates);
      for (int k = 0; k < coordinates; k++) {
        double value = x.value()[k] * affine.scale() + affine.shift();
        scaled.set(k, x, k, new double[] {value, affine.scale(), 0});
      }
      return scaled;
    }
    return x;
  }

  private static Jet waves(Waves waves, Jet x) {
    Jet phases = new Jet(x.coordinates(), waves.count());
    for (int j = 0; j < waves.count(); j++) {
      for (int k = 0; k < x.coordinates(); k++) {
        double f = Math.PI * waves.frequency(j, k);
        phases.value()[j] += f * x.value()[k];
        phases.first(k)[j] = f;
      }
    }
    Jet out = new Jet(x.coordinates(), waves.features());
    for (int k = 0; k < waves.before(); k++) {
      out.set(k, x, k, new double[] {x.value()[k], 1, 0});
    }
    for (int j = 0; j < waves.count(); j++) {
      double sin = Math.sin(phases.value()[j]);
      double cos = Math.cos(phases.value()[j]);
      out.set(waves.before() + j, phases, j, new double[] {sin, cos, -sin});
      out.set(waves.before() + waves.count() + j, phases, j, new double[] {cos, -sin, -cos});
    }
    return out;
  }

  private Jet linear(int layer, Jet h) {
    int out = shape.fanOut(layer);
    Jet z = new Jet(h.coordinates(), out);
    System.arraycopy(parameters, shape.biases(layer), z.value(), 0, out);
    boolean complex =
        layer < shape.depth() && shape.activation() instanceof Gabor gabor && gabor.complex(layer);
    for (int i = 0; i < shape.fanIn(layer); i++) {
      int row = shape.weights(layer) + i * out;
      z.add(h, i, parameters, row, out, 1, 0);
      if (complex) {
        imaginary(z, h, shape.width() + i, row, out);
      }
    }
    return z;
  }

  /** j h_i (R + j I) = -h_i I + j h_i R, for each complex part. */
  private void imaginary(Jet z, Jet h, int i, int row, int out) {
    int width = shape.width();
    for (int form = 0; form < out; form += 2 * width) {
      z.add(h, i, parameters, row + form + width, width, -1, form);
      z.add(h, i, parameters, row + form, width, 1, form + width);
    }
  }
}
