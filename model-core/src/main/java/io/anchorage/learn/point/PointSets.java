package io.anchorage.learn.point;

import io.anchorage.cloud.NearestAnchors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The positions of a batch's points, cloud after cloud, in canonical order. */
final class PointSets {
  /** Marks a chosen point: below every distance. */
  private static final double CHOSEN = -1;

  private final List<float[]> clouds;
  private final int[] starts;

  /**
   * @param clouds [points][2] each, row and column in pixels
   */
  PointSets(List<float[]> clouds) {
    this.clouds = List.copyOf(clouds);
    this.starts = new int[clouds.size() + 1];
    for (int b = 0; b < clouds.size(); b++) {
      starts[b + 1] = starts[b] + clouds.get(b).length / 2;
    }
  }

  int points() {
    return starts[clouds.size()];
  }

  Segments perCloud() {
    return new Segments(starts);
  }

  /**
   * Farthest-point sampling: starts with each cloud's first point, then repeatedly takes the point
   * farthest from all taken before, the first of equals; {@code max(1, points / stride)} points per
   * cloud.
   */
  PointSets farthest(int stride) {
    List<float[]> kept = new ArrayList<>();
    for (float[] places : clouds) {
      int wanted = Math.max(1, places.length / 2 / stride);
      int[] chosen = farthest(places, wanted);
      Arrays.sort(chosen);
      float[] own = new float[2 * wanted];
      for (int i = 0; i < wanted; i++) {
        own[2 * i] = places[2 * chosen[i]];
        own[2 * i + 1] = places[2 * chosen[i] + 1];
      }
      kept.add(own);
    }
    return new PointSets(kept);
  }

  private static int[] farthest(float[] places, int wanted) {
    double[] distances = new double[places.length / 2];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int[] chosen = new int[wanted];
    for (int i = 1; i < wanted; i++) {
      distances[chosen[i - 1]] = CHOSEN;
      int best = 0;
      for (int p = 0; p < distances.length; p++) {
        double down = (double) places[2 * p] - places[2 * chosen[i - 1]];
        double right = (double) places[2 * p + 1] - places[2 * chosen[i - 1] + 1];
        distances[p] = Math.min(distances[p], down * down + right * right);
        if (distances[p] > distances[best]) {
          best = p;
        }
      }
      chosen[i] = best;
    }
    return chosen;
  }

  /**
   * The nearest points of this set for each point of another.
   *
   * @param count neighbours per point; a cloud with fewer points yields all of them
   * @param pixels the unit of length, in pixels
   */
  Pairs nearest(PointSets asking, int count, double pixels) {
    int[] asked = new int[asking.points() * count];
    Arrays.fill(asked, -1);
    float[] offsets = new float[2 * asked.length];
    for (int b = 0; b < clouds.size(); b++) {
      nearest(asking, b, count, pixels, asked, offsets);
    }
    return Pairs.of(asked, offsets, asking.points(), count);
  }

  private void nearest(
      PointSets asking, int cloud, int count, double pixels, int[] asked, float[] offsets) {
    float[] own = clouds.get(cloud);
    float[] others = asking.clouds.get(cloud);
    int found = Math.min(count, own.length / 2);
    int[] nearest = new NearestAnchors(own).ofPlaces(others, found);
    for (int p = 0; p < others.length / 2; p++) {
      for (int j = 0; j < found; j++) {
        int point = nearest[p * found + j];
        int at = (asking.starts[cloud] + p) * count + j;
        asked[at] = starts[cloud] + point;
        offsets[2 * at] = (float) ((own[2 * point] - others[2 * p]) / pixels);
        offsets[2 * at + 1] = (float) ((own[2 * point + 1] - others[2 * p + 1]) / pixels);
      }
    }
  }
}
