package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.anchorage.fit.djl.Network;
import io.anchorage.kernel.MlpShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Coordinate MLPs of one shape, with a batch of weight matrices per layer, computed as in published
 * code: {@code h = activation(h W + b)}, then {@code y = h W + b + offset}.
 */
final class MlpNetwork implements Network {
  private final MlpShape shape;
  private final MlpPixels pixels;
  private final int batch;
  private final TensorActivation activation;

  MlpNetwork(NDManager manager, MlpShape shape, MlpPixels pixels, int batch) {
    this.shape = shape;
    this.pixels = pixels;
    this.batch = batch;
    this.activation = TensorActivation.of(shape.activation(), manager);
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
    pixels.target(values);
  }

  @Override
  public NDArray losses(NDList parameters, int step) {
    MlpPixels.Seen seen = pixels.of(step);
    NDArray h = seen.coordinates();
    for (int layer = 0; layer < shape.layers(); layer++) {
      NDArray w = parameters.get(2 * layer);
      NDArray b = parameters.get(2 * layer + 1);
      h =
          layer < shape.depth()
              ? activation.apply(layer, activation.linear(layer, h, w).add(b))
              : h.matMul(w).add(b);
    }
    NDArray y = shape.outputOffset() == 0 ? h : h.add(shape.outputOffset());
    return y.sub(seen.target()).square().reshape(batch, -1).mean(new int[] {1});
  }
}
