package io.anchorage.learn.weight.graph;

import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.WeightVector;
import java.util.List;

/**
 * A batch of networks on the host, twice: as the graph shows them, and as they compute.
 *
 * <p>Not a record, because its arrays are large and never compared.
 */
final class NetworkBatch {
  private final MlpShape shape;
  private final float[] seen;
  private final float[] parameters;

  /**
   * @param seen features, one network after the other
   * @param parameters the networks' own
   */
  private NetworkBatch(MlpShape shape, float[] seen, float[] parameters) {
    this.shape = shape;
    this.seen = seen;
    this.parameters = parameters;
  }

  static NetworkBatch of(MlpShape shape, List<WeightVector> views) {
    float[] parameters = new float[views.size() * shape.parameters()];
    for (int b = 0; b < views.size(); b++) {
      float[] own = views.get(b).parameters();
      System.arraycopy(own, 0, parameters, b * shape.parameters(), own.length);
    }
    return new NetworkBatch(shape, LayerTensors.rows(views), parameters);
  }

  LayerTensors graph(Pass pass) {
    return LayerTensors.of(pass, shape, seen);
  }

  LayerTensors functions(Pass pass) {
    return LayerTensors.of(pass, shape, parameters);
  }
}
