package io.anchorage.family.siren;

import io.anchorage.family.mlp.UniformStart;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Draws;
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
 * fit_a_nef          1/n            sqrt(6/n)/omega      N(0, 1/n)            0
 * </pre>
 *
 * <p>These are the bounds of a {@link UniformStart}, but for the normal N(0, 1/n).
 */
final class SirenStart {
  private static final String NAME = "siren";

  private SirenStart() {}

  /**
   * Draws all parameters.
   *
   * @param streams a generator for each purpose, keyed by run, image and repeat
   * @return in the layout of {@link MlpShape}
   */
  static float[] draw(SirenConfig config, MlpShape shape, Function<String, Philox> streams) {
    float[] parameters =
        new UniformStart(
                NAME,
                layer -> scale(config, layer) * weightBound(config, shape, layer),
                layer -> scale(config, layer) * biasBound(config, shape, layer))
            .draw(shape, streams);
    if (config.variant() == SirenVariant.FIT_A_NEF) {
      drawNormal(parameters, shape, streams);
    }
    return parameters;
  }

  /** The last layer's weights, N(0, 1/n). */
  private static void drawNormal(
      float[] parameters, MlpShape shape, Function<String, Philox> streams) {
    int last = shape.layers() - 1;
    Draws draws = new Draws(streams.apply(NAME + "/weights/" + last));
    double deviation = 1 / Math.sqrt(shape.fanIn(last));
    for (int i = shape.weights(last); i < shape.biases(last); i++) {
      parameters[i] = (float) (deviation * draws.normal());
    }
  }

  private static double scale(SirenConfig config, int layer) {
    return layer < config.depth() ? config.weightScale() : 1;
  }

  static double weightBound(SirenConfig config, MlpShape shape, int layer) {
    boolean dwsnets = config.variant().firstAsOthers();
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
      case FIT_A_NEF -> 0;
    };
  }
}
