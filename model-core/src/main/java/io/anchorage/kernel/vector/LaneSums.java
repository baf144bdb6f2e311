package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over points, accumulated in the sixteen virtual lanes, two vectors of points at a time:
 * {@code lanes[sum][16]}. Activations are [unit][lane], with {@code step} floats between vectors.
 */
final class LaneSums {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;
  private static final int LANES = LaneTree.LANES;

  private LaneSums() {}

  /**
   * lanes_u += x s_u for vectors {@code k} and {@code k + 1}.
   *
   * @param lanes start of the sums
   * @param at start of the first vector's x, one value per point; the second's is {@code next}
   *     later
   * @param s start of the activations
   */
  static void products(float[] m, int lanes, int at, int next, int s, int step, int units, int k) {
    int part0 = lanes + k % Lanes.PARTS * L;
    int part1 = lanes + (k + 1) % Lanes.PARTS * L;
    FloatVector x0 = FloatVector.fromArray(S, m, at);
    FloatVector x1 = FloatVector.fromArray(S, m, at + next);
    for (int u = 0; u < units; u++) {
      FloatVector s0 = FloatVector.fromArray(S, m, s + u * L);
      FloatVector s1 = FloatVector.fromArray(S, m, s + step + u * L);
      int sum = u * LANES;
      FloatVector lane = x0.fma(s0, FloatVector.fromArray(S, m, sum + part0));
      if (Lanes.PARTS == 1) {
        x1.fma(s1, lane).intoArray(m, sum + part0);
      } else {
        lane.intoArray(m, sum + part0);
        x1.fma(s1, FloatVector.fromArray(S, m, sum + part1)).intoArray(m, sum + part1);
      }
    }
  }

  /**
   * Sums of D, x D and y D, with D_u = c_u g_u, for vectors {@code k} and {@code k + 1}.
   *
   * @param lanes [3][units][16], {@code pitch} floats between kinds of sum
   * @param x one value per point, starting at {@code at}; likewise y
   */
  static void moments(
      float[] m,
      int lanes,
      int pitch,
      float[] x,
      float[] y,
      int at,
      int g,
      int c,
      int step,
      int units,
      int k) {
    int part0 = lanes + k % Lanes.PARTS * L;
    int part1 = lanes + (k + 1) % Lanes.PARTS * L;
    FloatVector x0 = FloatVector.fromArray(S, x, at);
    FloatVector x1 = FloatVector.fromArray(S, x, at + L);
    FloatVector y0 = FloatVector.fromArray(S, y, at);
    FloatVector y1 = FloatVector.fromArray(S, y, at + L);
    for (int u = 0; u < units; u++) {
      int q = u * L;
      FloatVector d0 = FloatVector.fromArray(S, m, g + q).mul(FloatVector.fromArray(S, m, c + q));
      q += step;
      FloatVector d1 = FloatVector.fromArray(S, m, g + q).mul(FloatVector.fromArray(S, m, c + q));
      int sum = u * LANES + part0;
      FloatVector zs = FloatVector.fromArray(S, m, sum).add(d0);
      FloatVector xs = x0.fma(d0, FloatVector.fromArray(S, m, sum + pitch));
      FloatVector ys = y0.fma(d0, FloatVector.fromArray(S, m, sum + 2 * pitch));
      if (Lanes.PARTS > 1) {
        zs.intoArray(m, sum);
        xs.intoArray(m, sum + pitch);
        ys.intoArray(m, sum + 2 * pitch);
        sum = u * LANES + part1;
        zs = FloatVector.fromArray(S, m, sum);
        xs = FloatVector.fromArray(S, m, sum + pitch);
        ys = FloatVector.fromArray(S, m, sum + 2 * pitch);
      }
      zs.add(d1).intoArray(m, sum);
      x1.fma(d1, xs).intoArray(m, sum + pitch);
      y1.fma(d1, ys).intoArray(m, sum + 2 * pitch);
    }
  }
}
