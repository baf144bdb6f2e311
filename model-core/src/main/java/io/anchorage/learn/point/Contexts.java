package io.anchorage.learn.point;

import io.anchorage.cloud.NearestAnchors;

/**
 * The context of each point of a cloud: its own features and position, then the features and
 * offsets of its nearest other points, nearest first; zeros where the cloud has too few points.
 *
 * @param points in a context, the point itself included, at least 1
 * @param pixels the unit of length, in pixels
 */
record Contexts(int points, double pixels) {
  /** The length of a context vector for feature vectors of length {@code dim}. */
  int width(int dim) {
    return points * (dim + 2);
  }

  /** [points, width], for all clouds. */
  float[] of(Cells.Sorted sorted) {
    float[] own = sorted.placed(pixels);
    if (points == 1) {
      return own;
    }
    int features = sorted.clouds().get(0).dim() + 2;
    float[] seen = new float[own.length * points];
    int start = 0;
    for (float[] places : sorted.places()) {
      lay(places, own, start, features, seen);
      start += places.length / 2;
    }
    return seen;
  }

  private void lay(float[] places, float[] own, int start, int features, float[] seen) {
    int asked = Math.min(points, places.length / 2);
    // A point is among its own nearest, unless that many others share its position.
    int[] nearest = new NearestAnchors(places).ofPlaces(places, asked);
    for (int p = 0; p < places.length / 2; p++) {
      int at = (start + p) * points * features;
      System.arraycopy(own, (start + p) * features, seen, at, features);
      int others = 0;
      for (int j = 0; j < asked && others < points - 1; j++) {
        int other = nearest[p * asked + j];
        if (other == p) {
          continue;
        }
        others++;
        int place = at + others * features;
        System.arraycopy(own, (start + other) * features, seen, place, features - 2);
        for (int axis = 0; axis < 2; axis++) {
          double apart = (double) places[2 * other + axis] - places[2 * p + axis];
          seen[place + features - 2 + axis] = (float) (apart / pixels);
        }
      }
    }
  }
}
