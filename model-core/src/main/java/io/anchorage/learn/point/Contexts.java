package io.anchorage.learn.point;

import io.anchorage.cloud.NearestAnchors;

/**
 * What each point of a cloud sees: its own features and place, then features and offsets of its
 * nearest other points, nearest first. Where a cloud has fewer, zeros.
 *
 * @param points that a point sees, itself included, at least 1
 * @param pixels how far is 1
 */
record Contexts(int points, double pixels) {
  /** BatchRandom of a point, from {@code dim} features of each that it sees. */
  int width(int dim) {
    return points * (dim + 2);
  }

  /** [points, width], of all clouds. */
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
    // A point is among its own nearest, unless as many share its place.
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
