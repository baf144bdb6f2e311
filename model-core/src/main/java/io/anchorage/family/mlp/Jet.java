package io.anchorage.family.mlp;

/**
 * Numbers with their first and second derivatives along each coordinate, as forward differentiation
 * carries them through a network.
 */
public final class Jet {
  private final int coordinates;

  /** [1 + 2 coordinates][units]: values, first derivatives, second derivatives. */
  private final double[][] orders;

  /** Zeros. */
  public Jet(int coordinates, int units) {
    this(coordinates, new double[1 + 2 * coordinates][units]);
  }

  private Jet(int coordinates, double[][] orders) {
    this.coordinates = coordinates;
    this.orders = orders;
  }

  /** Coordinates to differentiate by. */
  public int coordinates() {
    return coordinates;
  }

  /** Numbers. */
  public int units() {
    return orders[0].length;
  }

  /** [units]. */
  public double[] value() {
    return orders[0];
  }

  /** [units], by coordinate k. */
  public double[] first(int k) {
    return orders[1 + k];
  }

  /** [units], twice by coordinate k. */
  public double[] second(int k) {
    return orders[1 + coordinates + k];
  }

  /**
   * Sets a unit to a function of another's: (f)' = f' z', (f)'' = f'' z'^2 + f' z''.
   *
   * @param f value and derivatives at that unit's value
   */
  public void set(int unit, Jet z, int of, double[] f) {
    value()[unit] = f[0];
    for (int k = 0; k < coordinates; k++) {
      double slope = z.first(k)[of];
      first(k)[unit] = f[1] * slope;
      second(k)[unit] = f[2] * slope * slope + f[1] * z.second(k)[of];
    }
  }

  /** Adds factor times a row of weights to all orders: unit {@code i} of x feeds these units. */
  public void add(Jet x, int i, double[] weights, int from, int count, double factor, int to) {
    for (int order = 0; order < orders.length; order++) {
      double s = factor * x.orders[order][i];
      double[] out = orders[order];
      for (int j = 0; j < count; j++) {
        out[to + j] += s * weights[from + j];
      }
    }
  }
}
