package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamKernelTest {
  private final Kernels scalar = KernelProviders.scalar();
  private final Kernels vector = KernelProviders.vector().kernels().orElseThrow();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 15, 16, 17, 31, 33, 61, 1153})
  void scalar_and_vector_take_the_same_steps_bit_for_bit(int size) {
    AdamState a = new AdamState(size, 5e-4f, 0.9f, 0.999f, 1e-8f);
    AdamState b = a.copy();
    float[] p = uniform(1, size);
    float[] q = p.clone();
    for (int t = 0; t < 50; t++) {
      float[] gradient = uniform(100 + t, size);
      scalar.adam(a, p, gradient);
      vector.adam(b, q, gradient);
    }
    assertThat(q).containsExactly(p);
    assertThat(b.m()).containsExactly(a.m());
    assertThat(b.v()).containsExactly(a.v());
    assertThat(p).isNotEqualTo(uniform(1, size));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void a_step_is_the_published_formula(int steps) {
    int size = 20;
    AdamState state = new AdamState(size, 1e-2f, 0.9f, 0.999f, 1e-8f);
    float[] p = uniform(1, size);
    double[] reference = new double[size];
    double[] m = new double[size];
    double[] v = new double[size];
    for (int i = 0; i < size; i++) {
      reference[i] = p[i];
    }
    for (int t = 1; t <= steps; t++) {
      float[] gradient = uniform(t, size);
      vector.adam(state, p, gradient);
      for (int i = 0; i < size; i++) {
        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
        v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
        double denominator = Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8;
        reference[i] -= 1e-2 * m[i] / (1 - Math.pow(0.9, t)) / denominator;
      }
    }
    for (int i = 0; i < size; i++) {
      assertThat((double) p[i]).isCloseTo(reference[i], within(1e-6));
    }
  }

  private static float[] uniform(long key, int size) {
    float[] out = new float[size];
    new Philox(key).fillUniform(out, 0, size, -1f, 1f);
    return out;
  }
}
