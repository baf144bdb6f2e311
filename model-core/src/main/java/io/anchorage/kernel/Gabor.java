package io.anchorage.kernel;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A wave in a Gaussian window: the activations of WIRE. Each unit has several linear parts ({@link
 * #forms}); the wave's y is complex, y = exp(j omega a) exp(-omega b - s^2 q):
 *
 * <pre>
 * REAL         z = a, z' = c,   real:      h = Re y,  b = 0,  q = c^2
 * COMPLEX      z = a + j b:                h = y,             q = |z|^2
 * COMPLEX_2D   z = a + j b, z' = c + j d:  h = y,             q = |z|^2 + |z'|^2
 * </pre>
 *
 * <p>The first layer sees real features through real weights, so b = d = 0 there. With the gradient
 * G by (Re y, Im y), P = G_re y_re + G_im y_im and Q = G_im y_re - G_re y_im:
 *
 * <pre>
 * dL/da = omega Q - 2 s^2 a P     (REAL: omega Q)     dL/dc = -2 s^2 c P
 * dL/db = -(omega + 2 s^2 b) P                        dL/dd = -2 s^2 d P
 * </pre>
 *
 * <p>V. Saragadam et al.: WIRE: Wavelet implicit neural representations (2023).
 *
 * @param omegas frequency factor of each hidden layer
 * @param scales s of each hidden layer
 */
public record Gabor(Form form, List<Float> omegas, List<Float> scales) implements Activation {
  /** Which of the published units. */
  public enum Form {
    /** Two real linear parts: one for the wave, one for the window. */
    REAL,
    /** One complex linear part. */
    COMPLEX,
    /** Two complex linear parts: the second widens the window. */
    COMPLEX_2D
  }

  public Gabor {
    omegas = List.copyOf(omegas);
    scales = List.copyOf(scales);
    if (omegas.size() != scales.size()) {
      throw new IllegalArgumentException("Gabor needs as many scales as omegas: " + scales);
    }
  }

  @Override
  public int layers() {
    return omegas.size();
  }

  @Override
  public Gabor ofFirst(int layers) {
    return new Gabor(form, omegas.subList(0, layers), scales.subList(0, layers));
  }

  /** Whether the layer multiplies complex values by complex weights. */
  public boolean complex(int layer) {
    return form != Form.REAL && layer > 0;
  }

  @Override
  public int forms(int layer) {
    return switch (form) {
      case REAL -> 2;
      case COMPLEX -> layer == 0 ? 1 : 2;
      case COMPLEX_2D -> layer == 0 ? 2 : 4;
    };
  }

  @Override
  public int values() {
    return form == Form.REAL ? 1 : 2;
  }

  @Override
  public float scale(int layer) {
    return 1f;
  }

  @Override
  public boolean odd() {
    return false;
  }

  @Override
  public OptionalDouble halfPeriod(int layer) {
    return OptionalDouble.empty();
  }

  @Override
  public float gain(int layer) {
    return 1f;
  }
}
