package io.anchorage.kernel;

import java.util.List;
import java.util.OptionalDouble;

/**
 * h = exp(-(s z)^2). With c = sqrt(log2 e) and phi = c s z, the exponential is a power of two, so
 * that its reduction is exact:
 *
 * <pre>
 * f  = 2^(-phi^2)
 * f' = -phi f,    dh / dz = -2 s^2 z f = (2 s / c) f'
 * </pre>
 *
 * <p>S. Ramasinghe, S. Lucey: Beyond periodicity: towards a unifying framework for activations in
 * coordinate-MLPs (2022), where s = 1 / (sqrt(2) a).
 *
 * @param scales s of each hidden layer; it multiplies the bias too
 */
public record Gauss(List<Float> scales) implements Activation {
  /** sqrt(log2 e). */
  private static final double ROOT = Math.sqrt(1 / Math.log(2));

  public Gauss {
    scales = List.copyOf(scales);
  }

  @Override
  public int layers() {
    return scales.size();
  }

  @Override
  public Gauss ofFirst(int layers) {
    return new Gauss(scales.subList(0, layers));
  }

  @Override
  public float scale(int layer) {
    return (float) (ROOT * scales.get(layer));
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
    return (float) (2 * scales.get(layer) / ROOT);
  }
}
