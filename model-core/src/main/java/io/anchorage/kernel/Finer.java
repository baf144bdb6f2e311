package io.anchorage.kernel;

import java.util.List;
import java.util.OptionalDouble;

/**
 * h = sin(omega (|z| + 1) z): a sine whose frequency grows with the distance from zero, so that the
 * range of the biases sets the range of frequencies.
 *
 * <p>With phi = omega z / pi (half turns) and kappa = pi / omega, the stretch is u = |z| + 1 =
 * kappa |phi| + 1, and
 *
 * <pre>
 * f  = sin pi (u phi)
 * f' = u cos pi (u phi)                    detached: the stretch is a constant of the gradient
 * f' = (2 kappa |phi| + 1) cos pi (u phi)  else: the true derivative
 * </pre>
 *
 * <p>Sines are exact to rounding while |u phi| &lt;= 2^22; with omega 30 that is |z| &lt;= 660.
 *
 * <p>Z. Liu et al.: FINER: Flexible spectral-bias tuning in implicit neural representation by
 * variable-periodic activation functions (2024). The published code detaches the stretch.
 *
 * @param omegas frequency factor of each hidden layer; it multiplies the bias too
 * @param detached whether the gradient leaves the stretch out, as the published code does
 */
public record Finer(List<Float> omegas, boolean detached) implements Activation {
  public Finer {
    omegas = List.copyOf(omegas);
  }

  @Override
  public int layers() {
    return omegas.size();
  }

  @Override
  public Finer ofFirst(int layers) {
    return new Finer(omegas.subList(0, layers), detached);
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
    return OptionalDouble.empty();
  }

  @Override
  public float gain(int layer) {
    return omegas.get(layer);
  }

  /** kappa: what the stretch adds for each half turn of the phase. */
  public float stretch(int layer) {
    return (float) (Math.PI / omegas.get(layer));
  }

  /** What the derivative's factor adds for each half turn: kappa, or 2 kappa if not detached. */
  public float slope(int layer) {
    return detached ? stretch(layer) : 2 * stretch(layer);
  }
}
