package io.anchorage.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import org.junit.jupiter.api.Test;

/** The principled solvers against formulas. */
class ReferencesTest {
  @Test
  void a_helmholtz_field_is_a_hankel_function_outside_the_source() {
    double k = 12;
    Helmholtz equation = new Helmholtz(65, 0.05, 0.5, 5, 100);
    float[] u = equation.of("x", new Case(k, 1, 0, 0)).reference().values();
    for (int column = 43; column <= 48; column++) {
      double r = (column - 32) / 32.0;
      Complex expected = wave(k * r, StrictMath.exp(-k * k * 0.05 * 0.05 / 2));
      double size = Math.sqrt(expected.square());
      assertThat((double) u[32 * 65 + column]).isCloseTo(expected.re(), within(0.06 * size));
      assertThat((double) u[(65 + 32) * 65 + column]).isCloseTo(expected.im(), within(0.06 * size));
      assertThat(u[column * 65 + 32]).isCloseTo(u[32 * 65 + column], within(1e-5f));
    }
  }

  /** -j H0(2)(x), by its asymptotic series, times what a Gaussian source of its width leaves. */
  private static Complex wave(double x, double share) {
    double p = 1 - 9 / (128 * x * x);
    double q = -1 / (8 * x) + 225 / (3072 * x * x * x);
    double phase = x - Math.PI / 4;
    double size = share * Math.sqrt(2 / (Math.PI * x));
    double re = size * (p * Math.cos(phase) - q * Math.sin(phase));
    double im = -size * (p * Math.sin(phase) + q * Math.cos(phase));
    return new Complex(im, -re);
  }

  /** By the Hankel transform: u(0, t) = s^2 int e^(-s^2 k^2 / 2) cos(c k t) k dk. */
  @Test
  void a_wave_in_its_middle_is_an_integral_over_frequencies() {
    double width = 0.1;
    double speed = 1.5;
    Wave equation = new Wave(0.4, 5, 33, width, 100, 1, 1, 1);
    float[] u = equation.of("x", new Case(1, speed, 0.25, -0.5)).reference().values();
    for (int frame = 0; frame < 5; frame++) {
      double time = 0.1 * frame;
      double expected = 0;
      double step = 0.01;
      for (double k = step / 2; k < 100; k += step) {
        expected += step * k * Math.exp(-width * width * k * k / 2) * Math.cos(speed * k * time);
      }
      double there = u[(frame * 33 + 8) * 33 + 20];
      assertThat(there).isCloseTo(width * width * expected, within(3e-3));
    }
  }

  @Test
  void two_images_are_composed_of_the_stronger_gradients() throws Exception {
    Signal host = image(0.5f, 0.01f);
    Signal flat = image(0.5f, 0);
    Signal steep = image(0.1f, 0.03f);
    Poisson equation = new Poisson(Poisson.Supervision.GRADIENTS, 1, 8);

    float[] same = equation.composed(host, flat).reference().values();
    float[] other = equation.composed(host, steep).reference().values();

    for (int p = 0; p < same.length; p++) {
      assertThat(same[p]).isCloseTo(host.values()[p], within(1e-6f));
    }
    // A border of slope 1 around differences of slope 3, which have no divergence inside.
    assertThat(other[12]).isCloseTo(host.values()[12], within(1e-6f));
  }

  private static Signal image(float first, float slope) {
    float[] values = new float[25];
    for (int p = 0; p < values.length; p++) {
      int row = p / 5;
      values[p] = first + slope * (p % 5) + slope * row * 0.5f;
    }
    return new Signal("x", Grid.image(5, 5), Normalisation.unit(1), values);
  }
}
