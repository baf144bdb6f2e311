package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinCosTest {
  private final float[] sin = new float[1];
  private final float[] cos = new float[1];

  @Test
  void the_error_is_at_most_2e_7_up_to_100_radians() {
    double worst = 0;
    Philox random = new Philox(1);
    for (int i = 0; i < 400_000; i++) {
      worst = Math.max(worst, error((random.uniform(i) * 2 - 1) * 100));
    }
    assertThat(worst).isBetween(1e-8, 2e-7);
  }

  @Test
  void the_error_is_at_most_2e_7_around_the_multiples_of_half_pi() {
    double worst = 0;
    for (int k = -63; k <= 63; k++) {
      float x = (float) (k * Math.PI / 2);
      for (int ulps = -20; ulps <= 20; ulps++) {
        worst = Math.max(worst, error(x + ulps * Math.ulp(x)));
      }
    }
    assertThat(worst).isBetween(1e-9, 2e-7);
  }

  @ParameterizedTest
  @ValueSource(floats = {1000f, 30_000f})
  void large_angles_stay_sines(float bound) {
    Philox random = new Philox(2);
    for (int i = 0; i < 10_000; i++) {
      SinCos.into((random.uniform(i) * 2 - 1) * bound, sin, cos, 0);
      assertThat(sin[0] * sin[0] + cos[0] * cos[0]).isBetween(0.999f, 1.001f);
    }
  }

  @Test
  void zero_is_exact() {
    SinCos.into(0f, sin, cos, 0);
    assertThat(sin[0]).isZero();
    assertThat(cos[0]).isEqualTo(1f);
  }

  private double error(float x) {
    SinCos.into(x, sin, cos, 0);
    return Math.max(Math.abs(sin[0] - Math.sin(x)), Math.abs(cos[0] - Math.cos(x)));
  }
}
