package io.anchorage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the sums over a tile's points need of one layer: numbers in panels of four units, [panel]
 * [vector of points][4][lane], so that a sum reads memory in one sweep.
 */
final class SirenTrace {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;
  private static final int UNITS = SirenPanels.UNITS;

  private final int units;
  private final int at;
  private final int panel;

  /** For tiles of at most so many vectors. */
  SirenTrace(Arena.Plan plan, int units, int vectors) {
    this.units = SirenPanels.padded(units);
    this.panel = (vectors | 1) * UNITS * L;
    this.at = plan.take(this.units / UNITS * panel);
  }

  /** Keeps the vectors k and k + 1, which begin at {@code pair}. */
  void keep(float[] m, int pair, int k) {
    keep(m, pair, units * L, at + k * UNITS * L, panel);
  }

  private static void keep(float[] m, int pair, int next, int at, int panel) {
    int to = at;
    for (int q = pair; q < pair + next; q += UNITS * L) {
      FloatVector.fromArray(S, m, q).intoArray(m, to);
      FloatVector.fromArray(S, m, q + L).intoArray(m, to + L);
      FloatVector.fromArray(S, m, q + 2 * L).intoArray(m, to + 2 * L);
      FloatVector.fromArray(S, m, q + 3 * L).intoArray(m, to + 3 * L);
      FloatVector.fromArray(S, m, next + q).intoArray(m, to + 4 * L);
      FloatVector.fromArray(S, m, next + q + L).intoArray(m, to + 5 * L);
      FloatVector.fromArray(S, m, next + q + 2 * L).intoArray(m, to + 6 * L);
      FloatVector.fromArray(S, m, next + q + 3 * L).intoArray(m, to + 7 * L);
      to += panel;
    }
  }

  /** Where the panel that holds the unit begins. */
  int at(int unit) {
    return at + unit / UNITS * panel;
  }
}
