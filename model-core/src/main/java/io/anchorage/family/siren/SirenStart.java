package io.anchorage.family.siren;

import io.anchorage.family.mlp.UniformStart;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import java.util.function.Function;

/**
 * The random parameters that a SIREN starts from. With n the fan-in and omega the factor of the
 * layer (of the last sine layer for the linear one):
 *
 * <pre>
 *                    first W        other W              last W               biases
 * reference, nfn     1/n            sqrt(6/n)/omega      sqrt(6/n)/omega      1/sqrt(n)
 * coin               1/n            sqrt(6/n)/omega      sqrt(6/n)/omega      as their W
 * dwsnets            sqrt(6/n)/omega  sqrt(6/n)/omega    1/sqrt(n)            0, the last 1/sqrt(n)
 * implicit_zoo       as dwsnets
 * </pre>
 *
 * <p>These are the bounds of a {@link UniformStart}.
 */
final class SirenStart {
  private SirenStart() {}

  /**
   * Draws all parameters.
   *
   * @param streams a generator for each purpose, keyed by run, image and repeat
   * @return in the layout of {@link MlpShape}
   */
  static float[] draw(SirenConfig config, MlpShape shape, Function<String, Philox> streams) {
    return new UniformStart(
            "siren",
            layer -> scale(config, layer) * weightBound(config, shape, layer),
            layer -> scale(config, layer) * biasBound(config, shape, layer))
        .draw(shape, streams);
  }

  private static double scale(SirenConfig config, int layer) {
    return layer < config.depth() ? config.weightScale() : 1;
  }

  static double weightBound(SirenConfig config, MlpShape shape, int layer) {
    boolean dwsnets = config.variant().columnsFirst();
    int fanIn = shape.fanIn(layer);
    if (layer == 0 && !dwsnets) {
      return 1.0 / fanIn;
    }
    if (layer == shape.depth() && dwsnets) {
      return 1 / Math.sqrt(fanIn);
    }
    return Math.sqrt(6.0 / fanIn) / config.omegas().get(Math.min(layer, shape.depth() - 1));
  }

  static double biasBound(SirenConfig config, MlpShape shape, int layer) {
    double torchDefault = 1 / Math.sqrt(shape.fanIn(layer));
    return switch (config.variant()) {
      case REFERENCE, NFN -> torchDefault;
      case COIN -> weightBound(config, shape, layer);
      case DWSNETS, IMPLICIT_ZOO -> layer == shape.depth() ? torchDefault : 0;
    };
  }
}
