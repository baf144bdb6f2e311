package io.anchorage.family.arc;

import io.anchorage.cloud.NearestAnchors;
import io.anchorage.cloud.RelativeScale;
import io.anchorage.family.arc.kernel.ArcKernel;
import io.anchorage.family.arc.kernel.ArcPass;
import io.anchorage.family.arc.kernel.ArcPoints;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.family.arc.kernel.ArcStrand;
import io.anchorage.family.arc.kernel.ArcWeights;
import io.anchorage.field.Coordinates;

/** Evaluates a cloud at arbitrary points of the plane, with the same arithmetic as a fit. */
public final class ArcEvaluator {
  private static final int BATCH = 4096;

  private final ArcKernel kernel;
  private final ArcWeights weights;

  public ArcEvaluator(ArcKernel kernel, ArcWeights weights) {
    this.kernel = kernel;
    this.weights = weights;
  }

  /**
   * Evaluates a cloud.
   *
   * @param positions [anchors][2], row and column in pixels
   * @param latents [anchors][latentRow], zero-padded
   * @param at points of the plane, in pixels
   * @return [channels][points]
   */
  public float[] evaluate(float[] positions, float[] latents, RelativeScale scale, Coordinates at) {
    if (at.dimensions() != 2) {
      throw new IllegalArgumentException(
          "ARC is evaluated at rows and columns, not in " + at.dimensions() + " dimensions");
    }
    ArcShape shape = weights.shape();
    int anchors = positions.length / 2;
    ArcPass pass = new ArcPass(kernel, weights);
    int[] nearest = new NearestAnchors(positions).ofPoints(at.axis(0), at.axis(1), shape.slots());
    float[] out = new float[Math.multiplyExact(at.points(), shape.channels())];
    float[] batch = new float[BATCH * shape.channels()];
    for (int from = 0; from < at.points(); from += BATCH) {
      int count = Math.min(BATCH, at.points() - from);
      ArcPoints points = points(positions, nearest, scale, at, from, count);
      pass.values(points, ArcStrand.of(points, 0, count, anchors), latents, batch);
      for (int i = 0; i < count * shape.channels(); i++) {
        out[i % shape.channels() * at.points() + from + i / shape.channels()] = batch[i];
      }
    }
    return out;
  }

  private ArcPoints points(
      float[] positions, int[] nearest, RelativeScale scale, Coordinates at, int from, int count) {
    int slots = weights.shape().slots();
    ArcPoints points = new ArcPoints(weights.shape(), count);
    for (int p = 0; p < count; p++) {
      for (int j = 0; j < slots; j++) {
        int anchor = nearest[(from + p) * slots + j];
        points.set(
            p,
            j,
            anchor,
            scale.standardise(positions[2 * anchor], at.axis(0)[from + p]),
            scale.standardise(positions[2 * anchor + 1], at.axis(1)[from + p]));
      }
    }
    return points;
  }
}
