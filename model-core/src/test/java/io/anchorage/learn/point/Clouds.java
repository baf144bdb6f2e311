package io.anchorage.learn.point;

import io.anchorage.cloud.PointCloud;
import io.anchorage.kernel.random.Philox;

/** Random clouds for tests. */
public final class Clouds {
  private Clouds() {}

  /** Points at different whole pixels of a 16 x 20 image, features uniform in +-1. */
  public static PointCloud random(long seed, int points, int dim) {
    Philox philox = new Philox(seed);
    boolean[] taken = new boolean[16 * 20];
    float[] positions = new float[2 * points];
    int draw = 0;
    for (int p = 0; p < points; p++) {
      int pixel;
      do {
        pixel = philox.below(draw++, taken.length);
      } while (taken[pixel]);
      taken[pixel] = true;
      int row = pixel / 20;
      positions[2 * p] = row;
      positions[2 * p + 1] = pixel % 20;
    }
    float[] features = new float[points * dim];
    new Philox(seed + 1000).fillUniform(features, 0, features.length, -1, 1);
    return new PointCloud(positions, features, dim, 16, 20);
  }

  static PointCloud shifted(PointCloud cloud, float down, float right) {
    float[] positions = cloud.positions().clone();
    for (int i = 0; i < positions.length; i += 2) {
      positions[i] += down;
      positions[i + 1] += right;
    }
    return cloud.withPositions(positions);
  }

  static PointCloud reversed(PointCloud cloud) {
    int[] order = new int[cloud.points()];
    for (int i = 0; i < order.length; i++) {
      order[i] = order.length - 1 - i;
    }
    return cloud.select(order);
  }
}
