package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.Arrays;

/**
 * The gradient of an MLP's first layer over the points of one tile: sums of D and of the
 * coordinates times D. Inputs are processed in pairs.
 */
final class MlpFirstSums {
  private static final int L = Lanes.LENGTH;

  private final MlpShape shape;
  private final int units;

  /** [pair of inputs][3][unit][16]: D, x D, y D. */
  private final int[] lanes;

  MlpFirstSums(MlpShape shape, Arena.Plan plan) {
    this.shape = shape;
    this.units = MlpPanels.padded(shape.width());
    this.lanes = new int[(shape.inputs() + 1) / 2];
    for (int p = 0; p < lanes.length; p++) {
      lanes[p] = plan.take(size());
    }
  }

  private int size() {
    return 3 * units * LaneTree.LANES;
  }

  /** Starts a tile. */
  void clear(float[] m) {
    for (int pair : lanes) {
      Arrays.fill(m, pair, pair + size(), 0f);
    }
  }

  /**
   * Accumulates vectors k and k + 1.
   *
   * @param start index of the tile's first point
   * @param g start of two vectors of units, as in {@link MlpTrace}
   * @param derivatives likewise: D = f' g
   */
  void add(float[] m, MlpPoints points, int start, int g, int derivatives, int k) {
    for (int p = 0; p < lanes.length; p++) {
      float[] x = points.laid(2 * p);
      float[] y = points.laid(Math.min(2 * p + 1, shape.inputs() - 1));
      int pitch = units * LaneTree.LANES;
      int at = start + k * L;
      LaneSums.moments(
          m,
          lanes[p],
          pitch,
          x,
          y,
          at,
          g,
          derivatives,
          MlpTrace.step(shape.width()),
          shape.width(),
          k);
    }
  }

  /** Adds the tile's gradient to the total. */
  void put(float[] m, float[] gradient) {
    int width = shape.width();
    int pitch = units * LaneTree.LANES;
    float gain = shape.gain(0);
    MlpGradient.put(m, lanes[0], width, gain, gradient, shape.biases(0), 1);
    for (int i = 0; i < shape.inputs(); i++) {
      int from = lanes[i / 2] + (1 + i % 2) * pitch;
      MlpGradient.put(m, from, width, gain, gradient, i * width, 1);
    }
  }
}
