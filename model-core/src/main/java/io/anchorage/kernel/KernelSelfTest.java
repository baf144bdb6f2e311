package io.anchorage.kernel;

import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares two implementations of the kernels on a small fixed problem, bit for bit: a guard
 * against a JVM whose incubating vectors compute something else.
 */
final class KernelSelfTest {
  private static final int SIZE = 37;
  private static final List<Float> OMEGAS = List.of(30f, 20f);
  private static final List<Float> SCALES = List.of(5f, 7f);
  private static final List<Activation> ACTIVATIONS =
      List.of(
          new Sine(OMEGAS),
          new Finer(OMEGAS, true),
          new Relu(OMEGAS.size()),
          new Tanh(OMEGAS.size()),
          new Gauss(OMEGAS),
          new Gabor(Gabor.Form.REAL, OMEGAS, SCALES),
          new Gabor(Gabor.Form.COMPLEX_2D, OMEGAS, SCALES));

  private KernelSelfTest() {}

  /** A short description of the first difference; empty if there is none. */
  static Optional<String> difference(Kernels expected, Kernels actual) {
    if (!Arrays.equals(adam(expected), adam(actual))) {
      return Optional.of("adam of " + actual.name() + " differs from " + expected.name());
    }
    for (Activation activation : ACTIVATIONS) {
      if (!Arrays.equals(mlp(expected, activation), mlp(actual, activation))) {
        return Optional.of(
            "mlp (%s) of %s differs from %s".formatted(activation, actual.name(), expected.name()));
      }
    }
    return Optional.empty();
  }

  private static float[] adam(Kernels kernels) {
    float[] parameters = uniform(1, SIZE);
    float[] gradient = uniform(2, SIZE);
    AdamState state = new AdamState(SIZE, 1e-2f, 0.9f, 0.999f, 1e-8f);
    for (int i = 0; i < 3; i++) {
      kernels.adam(state, parameters, gradient);
    }
    return parameters;
  }

  /** The gradients on a grid and on a list of points, concatenated. */
  private static float[] mlp(Kernels kernels, Activation activation) {
    MlpShape shape = new MlpShape(new InputMapping.Identity(2), 5, 2, 3, activation, 0.5f);
    MlpKernel kernel = kernels.mlp(shape);
    float[] parameters = uniform(3, shape.parameters());
    float[] target = uniform(4, shape.outputs() * SIZE);
    float[] gradients = new float[2 * shape.parameters() + 2];
    float[] gradient = new float[shape.parameters()];
    float[][] axes = {uniform(5, 1), uniform(6, SIZE)};
    MlpPoints grid = MlpPoints.grid(axes, new int[] {1, 0});
    gradients[0] = kernel.gradient(grid, grid.lay(target, shape.outputs()), parameters, gradient);
    System.arraycopy(gradient, 0, gradients, 2, gradient.length);
    MlpPoints list = MlpPoints.list(new float[][] {uniform(7, SIZE), uniform(8, SIZE)});
    gradients[1] = kernel.gradient(list, list.lay(target, shape.outputs()), parameters, gradient);
    System.arraycopy(gradient, 0, gradients, 2 + gradient.length, gradient.length);
    return gradients;
  }

  private static float[] uniform(long key, int size) {
    float[] out = new float[size];
    new Philox(key).fillUniform(out, 0, size, -1f, 1f);
    return out;
  }
}
