package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;

/**
 * A layer's numbers for all points of a tile, [vector of points][unit][lane]: two vectors at a time
 * on the way through the network, four units at a time when the sums over points are taken.
 *
 * <p>Four units more lie between vectors, so that the points of four units spread evenly over the
 * sets of the nearest cache.
 */
final class MlpTrace {
  private static final int L = Lanes.LENGTH;

  private final int units;
  private final int at;

  /** For tiles of at most so many vectors. */
  MlpTrace(Arena.Plan plan, int units, int vectors) {
    this.units = units;
    this.at = plan.take(vectors * step(units));
  }

  /** Floats from one vector of points to the next. */
  static int step(int units) {
    return (MlpPanels.padded(units) + MlpPanels.UNITS) * L;
  }

  int step() {
    return step(units);
  }

  /** Where the numbers of vector k begin. */
  int vector(int k) {
    return at + k * step(units);
  }

  /** Where the numbers of the unit begin, at vector 0. */
  int unit(int unit) {
    return at + unit * L;
  }
}
