package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums over points, kept in the sixteen virtual lanes: {@code lanes[sum][16]}. */
final class LaneSums {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private LaneSums() {}

  /**
   * lanes_u += d_u for {@code units} sums and the vectors number {@code k} and {@code k + 1}.
   *
   * @param at where the first of the two vectors' units begin; the second is {@code step} on
   */
  static void add(float[] lanes, float[] d, int at, int step, int units, int k) {
    int part0 = k % Lanes.PARTS * L;
    int part1 = (k + 1) % Lanes.PARTS * L;
    for (int u = 0; u < units; u++) {
      FloatVector d0 = FloatVector.fromArray(S, d, at + u * L);
      FloatVector d1 = FloatVector.fromArray(S, d, at + step + u * L);
      int sum = u * LaneTree.LANES;
      if (Lanes.PARTS == 1) {
        FloatVector.fromArray(S, lanes, sum).add(d0).add(d1).intoArray(lanes, sum);
      } else {
        FloatVector.fromArray(S, lanes, sum + part0).add(d0).intoArray(lanes, sum + part0);
        FloatVector.fromArray(S, lanes, sum + part1).add(d1).intoArray(lanes, sum + part1);
      }
    }
  }

  /**
   * lanes_u += x d_u for {@code units} sums and the vectors number {@code k} and {@code k + 1}.
   *
   * @param x one number a point: those of vector k from {@code point}, those of k + 1 {@code next}
   *     on
   */
  static void addProducts(
      float[] lanes,
      int from,
      float[] x,
      int point,
      int next,
      float[] d,
      int at,
      int step,
      int units,
      int k) {
    int part0 = from + k % Lanes.PARTS * L;
    int part1 = from + (k + 1) % Lanes.PARTS * L;
    FloatVector x0 = FloatVector.fromArray(S, x, point);
    FloatVector x1 = FloatVector.fromArray(S, x, point + next);
    for (int u = 0; u < units; u++) {
      FloatVector d0 = FloatVector.fromArray(S, d, at + u * L);
      FloatVector d1 = FloatVector.fromArray(S, d, at + step + u * L);
      int sum = u * LaneTree.LANES;
      FloatVector lane0 = x0.fma(d0, FloatVector.fromArray(S, lanes, sum + part0));
      if (Lanes.PARTS == 1) {
        x1.fma(d1, lane0).intoArray(lanes, sum + part0);
      } else {
        lane0.intoArray(lanes, sum + part0);
        x1.fma(d1, FloatVector.fromArray(S, lanes, sum + part1)).intoArray(lanes, sum + part1);
      }
    }
  }
}
