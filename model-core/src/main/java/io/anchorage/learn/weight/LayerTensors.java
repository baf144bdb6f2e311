package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a batch of networks of one shape, layer by layer.
 *
 * @param weights W_l, [networks, fan in, fan out]
 * @param biases b_l, [networks, fan out]
 */
public record LayerTensors(List<NDArray> weights, List<NDArray> biases) {
  /** The feature vectors of a batch, one after the other. */
  public static float[] rows(List<WeightVector> views) {
    int dim = views.get(0).dim();
    float[] rows = new float[views.size() * dim];
    for (int b = 0; b < views.size(); b++) {
      System.arraycopy(views.get(b).features(), 0, rows, b * dim, dim);
    }
    return rows;
  }

  /**
   * Cuts a batch into layers.
   *
   * @param rows [networks, parameters]
   */
  public static LayerTensors of(Pass pass, MlpShape shape, float[] rows) {
    int batch = rows.length / shape.parameters();
    NDArray all = pass.floats(rows, batch, shape.parameters());
    long[] cuts = new long[2 * shape.layers() - 1];
    for (int l = 0; l < shape.layers(); l++) {
      cuts[2 * l] = shape.biases(l);
      if (l > 0) {
        cuts[2 * l - 1] = shape.weights(l);
      }
    }
    NDList parts = all.split(cuts, 1);
    List<NDArray> weights = new ArrayList<>();
    List<NDArray> biases = new ArrayList<>();
    for (int l = 0; l < shape.layers(); l++) {
      weights.add(parts.get(2 * l).reshape(batch, shape.fanIn(l), shape.fanOut(l)));
      biases.add(parts.get(2 * l + 1));
    }
    return new LayerTensors(weights, biases);
  }

  public int batch() {
    return Math.toIntExact(weights.get(0).size(0));
  }

  public int layers() {
    return weights.size();
  }
}
