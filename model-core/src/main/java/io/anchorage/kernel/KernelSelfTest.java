package io.anchorage.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * Compares two implementations of the kernels on a small fixed problem, bit for bit: the guard
 * against a JVM whose incubating vectors do not do what they should.
 */
final class KernelSelfTest {
  private static final int SIZE = 37;

  private KernelSelfTest() {}

  /** What differs, in a few words; empty if nothing does. */
  static Optional<String> difference(Kernels expected, Kernels actual) {
    if (!Arrays.equals(adam(expected), adam(actual))) {
      return Optional.of("adam of " + actual.name() + " differs from " + expected.name());
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

  private static float[] uniform(long key, int size) {
    float[] out = new float[size];
    new Philox(key).fillUniform(out, 0, size, -1f, 1f);
    return out;
  }
}
