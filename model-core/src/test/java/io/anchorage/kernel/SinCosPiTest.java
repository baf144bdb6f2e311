package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.kernel.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinCosPiTest {
  private final float[] sin = new float[1];
  private final float[] cos = new float[1];

  @Test
  void the_error_is_at_most_1_6e_7_up_to_32_half_turns() {
    double worst = 0;
    Philox random = new Philox(1);
    for (int i = 0; i < 400_000; i++) {
      worst = Math.max(worst, error((random.uniform(i) * 2 - 1) * 32));
    }
    assertThat(worst).isBetween(1e-8, 1.6e-7);
  }

  @Test
  void the_error_is_at_most_1_6e_7_around_quarter_turns() {
    double worst = 0;
    for (int k = -63; k <= 63; k++) {
      float x = k / 2f;
      for (int ulps = -20; ulps <= 20; ulps++) {
        worst = Math.max(worst, error(x + ulps * Math.ulp(x)));
      }
    }
    assertThat(worst).isBetween(1e-9, 1.6e-7);
  }

  @ParameterizedTest
  @ValueSource(floats = {1000f, 30_000f, 4_000_000f})
  void large_angles_are_as_good(float bound) {
    Philox random = new Philox(2);
    double worst = 0;
    for (int i = 0; i < 10_000; i++) {
      worst = Math.max(worst, error((random.uniform(i) * 2 - 1) * bound));
    }
    assertThat(worst).isBetween(1e-9, 1.6e-7);
  }

  @Test
  void zero_is_exact() {
    SinCosPi.into(0f, sin, cos, 0);
    assertThat(sin[0]).isZero();
    assertThat(cos[0]).isEqualTo(1f);
  }

  private double error(float x) {
    SinCosPi.into(x, sin, cos, 0);
    double turned = Math.PI * Math.IEEEremainder(x, 2);
    return Math.max(Math.abs(sin[0] - Math.sin(turned)), Math.abs(cos[0] - Math.cos(turned)));
  }
}
