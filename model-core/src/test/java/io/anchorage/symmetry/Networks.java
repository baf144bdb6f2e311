package io.anchorage.symmetry;

import io.anchorage.kernel.Activation;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import java.util.Collections;

/** Random networks for tests, and random changes of their hidden units. */
public final class Networks {
  private Networks() {}

  /** A SIREN of two coordinates with omega 30. */
  public static MlpShape siren(int width, int depth, int outputs) {
    return of(width, depth, outputs, new Sine(Collections.nCopies(depth, 30f)));
  }

  /** A network of two coordinates. */
  public static MlpShape of(int width, int depth, int outputs, Activation activation) {
    return new MlpShape(new InputMapping.Identity(2), width, depth, outputs, activation, 0.5f);
  }

  /** Weights and biases as large as those of fitted SIRENs. */
  public static float[] random(MlpShape shape, long seed) {
    float[] parameters = new float[shape.parameters()];
    Philox draws = new Philox(seed);
    draws.fillUniform(parameters, 0, parameters.length, -0.08f, 0.08f);
    for (int i = shape.weights(0); i < shape.biases(0); i++) {
      parameters[i] *= 8;
    }
    for (int i = shape.weights(shape.depth()); i < parameters.length; i++) {
      parameters[i] *= 8;
    }
    return parameters;
  }

  /** The network's values at some points of the plane. */
  public static float[] values(MlpShape shape, float[] parameters) {
    return values(shape, parameters, coordinates());
  }

  /** The network's values, [outputs][points]. */
  public static float[] values(MlpShape shape, float[] parameters, float[][] inputs) {
    MlpPoints points = MlpPoints.list(inputs);
    float[] out = new float[shape.outputs() * points.count()];
    KernelProviders.best().mlp(shape).evaluate(points, parameters, out);
    return out;
  }

  /** Some points of the plane, [2][points]. */
  public static float[][] coordinates() {
    float[][] inputs = new float[2][40];
    new Philox(11).fillUniform(inputs[0], 0, 40, -1, 1);
    new Philox(12).fillUniform(inputs[1], 0, 40, -1, 1);
    return inputs;
  }

  /** Units in random order. */
  public static float[] reordered(MlpShape shape, float[] parameters, long seed) {
    HiddenUnits units = new HiddenUnits(shape, parameters);
    Philox draws = new Philox(seed);
    for (int layer = 0; layer < shape.depth(); layer++) {
      long from = 1000L * layer;
      units.reorder(layer, Permutation.of(shape.width(), i -> draws.below(from + i, i + 1)));
    }
    return units.parameters();
  }

  /** Every other unit negated, by chance. */
  public static float[] negated(MlpShape shape, float[] parameters, long seed) {
    HiddenUnits units = new HiddenUnits(shape, parameters);
    Philox draws = new Philox(seed);
    for (int layer = 0; layer < shape.depth(); layer++) {
      for (int unit = 0; unit < shape.width(); unit++) {
        if (draws.below(100L * layer + unit, 2) == 1) {
          units.negate(layer, unit);
        }
      }
    }
    return units.parameters();
  }

  /** Phases turned by up to {@code most} half turns to either side. */
  public static float[] turned(MlpShape shape, float[] parameters, int most, long seed) {
    HiddenUnits units = new HiddenUnits(shape, parameters);
    Philox draws = new Philox(seed);
    for (int layer = 0; layer < shape.depth(); layer++) {
      for (int unit = 0; unit < shape.width(); unit++) {
        units.turn(layer, unit, draws.below(100L * layer + unit, 2 * most + 1) - most);
      }
    }
    return units.parameters();
  }
}
