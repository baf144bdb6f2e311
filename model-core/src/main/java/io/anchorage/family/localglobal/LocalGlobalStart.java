package io.anchorage.family.localglobal;

import io.anchorage.kernel.random.Philox;
import java.util.function.Function;

/**
 * The random parameters that a fit starts from. With n what a layer sees: weights within 1/n in the
 * first layers, sqrt(6/n)/omega in all others, biases within 1/sqrt(n). Partitions draw from one
 * stream a layer, in their order.
 */
final class LocalGlobalStart {
  private final LocalGlobalShape shape;
  private final double scale;
  private final Function<String, Philox> streams;
  private final float[] all;

  private LocalGlobalStart(LocalGlobalShape shape, double scale, Function<String, Philox> streams) {
    this.shape = shape;
    this.scale = scale;
    this.streams = streams;
    this.all = new float[shape.parameters()];
  }

  /**
   * Draws all parameters.
   *
   * @param scale factor of what sine layers start with
   * @param streams a generator for each purpose, keyed by run, image and repeat
   */
  static float[] draw(LocalGlobalShape shape, double scale, Function<String, Philox> streams) {
    return new LocalGlobalStart(shape, scale, streams).draw();
  }

  private float[] draw() {
    for (int l = 0; l < shape.depth() && shape.hasGlobal(); l++) {
      layer("global/" + l, shape.globalWeights(l), shape.globalIn(l), shape.global(), l, scale);
    }
    for (int k = 0; k < shape.merges(); k++) {
      layer("merge/" + k, shape.mergeWeights(k), shape.mergeIn(), shape.local(), 1, scale);
    }
    for (int l = 0; l <= shape.depth(); l++) {
      locals(l);
    }
    return all;
  }

  private double bound(int in, int layer) {
    return layer == 0 ? 1.0 / in : Math.sqrt(6.0 / in) / shape.omega();
  }

  private void layer(String name, int at, int in, int out, int layer, double factor) {
    float weights = (float) (factor * bound(in, layer));
    float biases = (float) (factor / Math.sqrt(in));
    int begin = at + in * out;
    stream(name + "/weights").fillUniform(all, at, begin, -weights, weights);
    stream(name + "/biases").fillUniform(all, begin, begin + out, -biases, biases);
  }

  private void locals(int layer) {
    int weights = shape.localIn(layer) * shape.localOut(layer);
    int biases = shape.localOut(layer);
    double factor = layer < shape.depth() ? scale : 1;
    float w = (float) (factor * bound(shape.localIn(layer), layer));
    float b = (float) (factor / Math.sqrt(shape.localIn(layer)));
    Philox ofWeights = stream("local/" + layer + "/weights");
    Philox ofBiases = stream("local/" + layer + "/biases");
    for (int p = 0; p < shape.partitions().held(); p++) {
      int at = shape.shared() + p * shape.each() + shape.localWeights(layer);
      int end = at + weights;
      ofWeights.fillUniform(all, at, end, -w, w, (long) p * weights);
      ofBiases.fillUniform(all, end, end + biases, -b, b, (long) p * biases);
    }
  }

  private Philox stream(String name) {
    return streams.apply("local-global/" + name);
  }
}
