package io.anchorage.learn.cnn.paths;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.learn.cnn.AllCnn;
import io.anchorage.learn.cnn.train.CnnBatch;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The feature maps of the ordinary forward pass, against which predictions are measured.
 *
 * @param weights the network's, as they are whenever maps are asked for
 * @param last layers 1 to this one have maps
 */
record OrdinaryMaps(Tensors torch, NDManager manager, AllCnn network, Weights weights, int last) {
  /** For each layer [batch][channels][positions]. */
  List<float[]> of(CnnBatch batch) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Pass pass = Pass.evaluation(torch, manager, weights);
      List<float[]> maps = new ArrayList<>();
      Tensors.withoutGradient(
          () -> {
            NDArray map = batch.images(pass);
            for (int layer = 1; layer <= last; layer++) {
              map = network.layer(pass, layer, map);
              maps.add(map.toType(DataType.FLOAT32, true).toFloatArray());
            }
            return map;
          });
      return maps;
    }
  }

  /**
   * PSNR of predictions, each layer's the mean over the batch, in dB with the map's largest value
   * as peak.
   *
   * @param maps for each layer [batch][channels][positions]
   * @param predicted as {@code maps}
   * @param batch images
   */
  static List<Double> psnr(List<float[]> maps, List<float[]> predicted, int batch) {
    List<Double> means = new ArrayList<>();
    for (int layer = 0; layer < maps.size(); layer++) {
      float[] truth = maps.get(layer);
      int size = truth.length / batch;
      double sum = 0;
      for (int b = 0; b < batch; b++) {
        sum += MapPsnr.of(truth, predicted.get(layer), b * size, (b + 1) * size);
      }
      means.add(sum / batch);
    }
    return means;
  }
}
