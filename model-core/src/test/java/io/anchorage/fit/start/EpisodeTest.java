package io.anchorage.fit.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the outer loop follows, by the definitions of the methods. */
class EpisodeTest {
  private static final int SIZE = 5;

  private final Kernels kernels = KernelProviders.best();

  /**
   * L(p) = sum over i of (sin(2 p_i) + p_i p_(i+1) / 2 - y_i)^2: curved, every parameter coupled.
   */
  private static final class Curved implements SignalLoss {
    private final double[] target = {0.3, -0.2, 0.9, 0.1, -0.6};

    double at(double[] p) {
      double sum = 0;
      for (int i = 0; i < SIZE; i++) {
        sum += error(p, i) * error(p, i);
      }
      return sum;
    }

    private double error(double[] p, int i) {
      return Math.sin(2 * p[i]) + p[i] * p[(i + 1) % SIZE] / 2 - target[i];
    }

    double[] gradient(double[] p) {
      double[] g = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        double e = error(p, i);
        g[i] += 2 * e * (2 * Math.cos(2 * p[i]) + p[(i + 1) % SIZE] / 2);
        g[(i + 1) % SIZE] += 2 * e * p[i] / 2;
      }
      return g;
    }

    @Override
    public float gradient(int taken, float[] parameters, float[] gradient) {
      double[] p = doubles(parameters);
      double[] g = gradient(p);
      for (int i = 0; i < SIZE; i++) {
        gradient[i] = (float) g[i];
      }
      return (float) at(p);
    }

    @Override
    public void settle(float[] parameters) {}

    @Override
    public float[] values(float[] parameters) {
      return parameters.clone();
    }

    @Override
    public void close() {}
  }

  private final Curved loss = new Curved();
  private final float[] start = {0.5f, -0.4f, 0.2f, 0.7f, 0.1f};

  private static StartPlan plan(StartMethod method, int steps, boolean sizes) {
    return new StartPlan(method, steps, sizes, 10, 2, 1e-3, 0.1);
  }

  @Test
  void reptile_goes_from_the_start_towards_the_end_of_the_fit() {
    Episode episode = new Episode(plan(StartMethod.REPTILE, 3, false), SIZE, kernels);
    episode.run(loss, start, new float[0][], adam());

    float[] end = start.clone();
    Descent again = adam();
    float[] gradient = new float[SIZE];
    for (int t = 0; t < 3; t++) {
      loss.gradient(t, end, gradient);
      again.step(kernels, end, gradient);
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat(episode.startGradient()[i]).isEqualTo(start[i] - end[i]);
    }
    assertThat(episode.sizeGradients()).isEmpty();
  }

  @Test
  void the_first_order_is_the_gradient_where_the_fit_ends() {
    Episode episode = new Episode(plan(StartMethod.FIRST_ORDER, 3, true), SIZE, kernels);
    float[][] sizes = sizes(3);
    episode.run(loss, start, sizes, new Descent.Sized(sizes));

    double[] end = end(doubles(start), sizes);
    for (int i = 0; i < SIZE; i++) {
      double h = 1e-5;
      double[] ahead = end.clone();
      double[] behind = end.clone();
      ahead[i] += h;
      behind[i] -= h;
      double expected = (loss.at(ahead) - loss.at(behind)) / (2 * h);
      assertThat((double) episode.startGradient()[i]).isCloseTo(expected, within(1e-4));
    }
  }

  /** L(p_T) as a function of the start, differentiated through all steps in double precision. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void the_second_order_is_the_gradient_through_all_steps(int steps) {
    Episode episode = new Episode(plan(StartMethod.SECOND_ORDER, steps, true), SIZE, kernels);
    float[][] sizes = sizes(steps);
    episode.run(loss, start, sizes, new Descent.Sized(sizes));

    for (int i = 0; i < SIZE; i++) {
      double h = 1e-5;
      double[] ahead = doubles(start);
      double[] behind = doubles(start);
      ahead[i] += h;
      behind[i] -= h;
      double expected = (loss.at(end(ahead, sizes)) - loss.at(end(behind, sizes))) / (2 * h);
      assertThat((double) episode.startGradient()[i]).isCloseTo(expected, within(0.02));
    }
  }

  @Test
  void the_gradient_by_a_step_size_is_that_of_the_last_loss() {
    int steps = 4;
    Episode episode = new Episode(plan(StartMethod.SECOND_ORDER, steps, true), SIZE, kernels);
    float[][] sizes = sizes(steps);
    episode.run(loss, start, sizes, new Descent.Sized(sizes));

    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < SIZE; i++) {
        float h = 1e-3f;
        float kept = sizes[t][i];
        sizes[t][i] = kept + h;
        double ahead = loss.at(end(doubles(start), sizes));
        sizes[t][i] = kept - h;
        double behind = loss.at(end(doubles(start), sizes));
        sizes[t][i] = kept;
        assertThat((double) episode.sizeGradients()[t][i])
            .isCloseTo((ahead - behind) / (2 * h), within(0.02));
      }
    }
  }

  private static Descent adam() {
    return new Descent.Adam(new AdamState(SIZE, 0.01f, 0.9f, 0.999f, 1e-8f));
  }

  private static float[][] sizes(int steps) {
    float[][] sizes = new float[steps][SIZE];
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < SIZE; i++) {
        sizes[t][i] = 0.02f + 0.01f * ((t + 2 * i) % 4);
      }
    }
    return sizes;
  }

  private double[] end(double[] from, float[][] sizes) {
    double[] p = from.clone();
    for (float[] alpha : sizes) {
      double[] g = loss.gradient(p);
      for (int i = 0; i < SIZE; i++) {
        p[i] -= alpha[i] * g[i];
      }
    }
    return p;
  }

  private static double[] doubles(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }
}
