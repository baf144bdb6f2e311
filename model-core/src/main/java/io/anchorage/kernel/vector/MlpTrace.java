package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;

/**
 * A layer's values at all points of a tile, [vector of points][unit][lane]: accessed two vectors at
 * a time on the way through the network, four units at a time when summing over points.
 *
 * <p>Four units of padding separate vectors, so that the points of four units spread evenly over
 * the sets of the L1 cache.
 */
final class MlpTrace {
  private static final int L = Lanes.LENGTH;

  private final int units;
  private final int at;

  /** Allocates room for tiles of up to {@code vectors} vectors. */
  MlpTrace(Arena.Plan plan, int units, int vectors) {
    this.units = units;
    this.at = plan.take(vectors * step(units));
  }

  /** Floats between vectors of points. */
  static int step(int units) {
    return (MlpPanels.padded(units) + MlpPanels.UNITS) * L;
  }

  int units() {
    return units;
  }

  int step() {
    return step(units);
  }

  /** Start of vector k. */
  int vector(int k) {
    return at + k * step(units);
  }

  /** Start of a unit, at vector 0. */
  int unit(int unit) {
    return at + unit * L;
  }
}
