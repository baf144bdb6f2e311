package io.anchorage.kernel;

import java.util.List;
import java.util.OptionalDouble;

/**
 * h = sin(omega z), the activation of SIREN. The phase is omega z in half turns, omega z / pi, so
 * that reducing it is exact; value and derivative are sine and cosine.
 *
 * <p>V. Sitzmann et al.: Implicit neural representations with periodic activation functions (2020).
 *
 * @param omegas frequency factor of each hidden layer; it multiplies the bias too
 */
public record Sine(List<Float> omegas) implements Activation {
  public Sine {
    omegas = List.copyOf(omegas);
  }

  @Override
  public int layers() {
    return omegas.size();
  }

  @Override
  public Sine ofFirst(int layers) {
    return new Sine(omegas.subList(0, layers));
  }

  @Override
  public float scale(int layer) {
    return (float) (omegas.get(layer) / Math.PI);
  }

  @Override
  public boolean odd() {
    return true;
  }

  @Override
  public OptionalDouble halfPeriod(int layer) {
    return OptionalDouble.of(Math.PI / omegas.get(layer));
  }

  @Override
  public float gain(int layer) {
    return omegas.get(layer);
  }
}
