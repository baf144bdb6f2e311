package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.anchorage.fit.djl.BatchTargets;
import io.anchorage.kernel.MlpPoints;
import java.util.List;

/** Every step sees the whole grid. */
final class AllPixels implements MlpPixels {
  private final NDManager manager;
  private final int outputs;
  private final int batch;
  private final NDArray coordinates;
  private NDArray target;

  AllPixels(NDManager manager, MlpPoints points, int outputs, int batch) {
    this.manager = manager;
    this.outputs = outputs;
    this.batch = batch;
    this.coordinates = coordinates(points);
  }

  /** [batch, points, inputs]. */
  private NDArray coordinates(MlpPoints points) {
    float[] one = new float[points.count() * points.inputs()];
    for (int k = 0; k < points.inputs(); k++) {
      for (int n = 0; n < points.count(); n++) {
        one[n * points.inputs() + k] = points.coordinates(k)[n];
      }
    }
    try (NDArray shared = manager.create(one, new Shape(1, points.count(), points.inputs()))) {
      return shared.repeat(0, batch);
    }
  }

  @Override
  public void target(List<float[]> values) {
    if (target != null) {
      target.close();
    }
    target =
        manager.create(
            BatchTargets.pointMajor(values, outputs),
            new Shape(batch, coordinates.getShape().get(1), outputs));
  }

  @Override
  public Seen of(int taken) {
    return new Seen(coordinates, target);
  }
}
