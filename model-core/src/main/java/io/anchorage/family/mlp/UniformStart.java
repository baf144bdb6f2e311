package io.anchorage.family.mlp;

import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/**
 * Random parameters, uniform on [-bound, bound), with one bound per array; a bound of 0 gives
 * zeros. Each array has its own stream, so that a wider network does not change what other layers
 * draw.
 *
 * @param name of the streams: {@code NAME/weights/LAYER}, {@code NAME/biases/LAYER}
 * @param weights bound of each layer's weights
 * @param biases bound of each layer's biases
 */
public record UniformStart(String name, IntToDoubleFunction weights, IntToDoubleFunction biases) {
  /** All parameters, in the layout of {@link MlpShape}. */
  public float[] draw(MlpShape shape, Function<String, Philox> streams) {
    float[] parameters = new float[shape.parameters()];
    for (int l = 0; l < shape.layers(); l++) {
      int begin = shape.biases(l);
      fill(
          streams.apply(name + "/weights/" + l),
          parameters,
          shape.weights(l),
          begin,
          weights.applyAsDouble(l));
      fill(
          streams.apply(name + "/biases/" + l),
          parameters,
          begin,
          begin + shape.fanOut(l),
          biases.applyAsDouble(l));
    }
    return parameters;
  }

  private static void fill(Philox stream, float[] out, int from, int to, double bound) {
    if (bound > 0) {
      stream.fillUniform(out, from, to, (float) -bound, (float) bound);
    }
  }
}
