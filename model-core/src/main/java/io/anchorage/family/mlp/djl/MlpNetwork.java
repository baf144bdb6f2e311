package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.anchorage.fit.djl.BatchTargets;
import io.anchorage.fit.djl.Network;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Coordinate MLPs of one shape on one grid, with a batch of weight matrices per layer, computed as
 * in published code: {@code h = activation(h W + b)}, then {@code y = h W + b + offset}.
 */
final class MlpNetwork implements Network {
  private final NDManager manager;
  private final MlpShape shape;
  private final int batch;
  private final NDArray coordinates;
  private final TensorActivation activation;

  private NDArray target;

  MlpNetwork(NDManager manager, MlpShape shape, MlpPoints points, int batch) {
    this.manager = manager;
    this.shape = shape;
    this.batch = batch;
    this.coordinates = coordinates(points);
    this.activation = TensorActivation.of(shape.activation(), manager);
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
  public List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      shapes.add(new Shape(batch, shape.fanIn(layer), shape.fanOut(layer)));
      shapes.add(new Shape(batch, 1, shape.fanOut(layer)));
    }
    return shapes;
  }

  @Override
  public void target(List<float[]> values) {
    if (target != null) {
      target.close();
    }
    target = manager.create(BatchTargets.pointMajor(values, shape.outputs()), outputs());
  }

  private Shape outputs() {
    return new Shape(batch, coordinates.getShape().get(1), shape.outputs());
  }

  @Override
  public NDArray losses(NDList parameters, int step) {
    NDArray h = coordinates;
    for (int layer = 0; layer < shape.layers(); layer++) {
      h = h.matMul(parameters.get(2 * layer)).add(parameters.get(2 * layer + 1));
      if (layer < shape.depth()) {
        h = activation.apply(layer, h);
      }
    }
    NDArray y = shape.outputOffset() == 0 ? h : h.add(shape.outputOffset());
    return y.sub(target).square().reshape(batch, -1).mean(new int[] {1});
  }
}
