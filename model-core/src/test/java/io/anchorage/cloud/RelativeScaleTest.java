package io.anchorage.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RelativeScaleTest {
  @Test
  void standardised_positions_have_mean_zero_and_unbiased_deviation_one() {
    float[] positions = {0, 1, 3, 4, 5, 2, 6, 6};
    int[] nearest = new NearestAnchors(positions).ofPixels(7, 9, 3);
    RelativeScale scale = RelativeScale.of(positions, nearest, 9, 3);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < nearest.length; i++) {
      int pixel = i / 3;
      double row = scale.standardise(positions[2 * nearest[i]], Math.floorDiv(pixel, 9));
      double column = scale.standardise(positions[2 * nearest[i] + 1], pixel % 9);
      sum += row + column;
      squares += row * row + column * column;
    }
    assertThat(sum / (2 * nearest.length)).isCloseTo(0, within(1e-6));
    assertThat(squares / (2 * nearest.length - 1)).isCloseTo(1, within(1e-6));
  }

  @Test
  void equal_positions_keep_deviation_one() {
    RelativeScale scale = RelativeScale.of(new float[2], new int[] {0}, 1, 1);
    assertThat(scale).isEqualTo(new RelativeScale(0f, 1f));
    assertThat(scale.standardise(0f, 0f)).isZero();
  }

  @Test
  void a_deviation_that_divides_by_nothing_is_refused() {
    assertThatThrownBy(() -> new RelativeScale(0f, 0f))
        .hasMessageContaining("positive, finite std: 0.0, 0.0");
  }
}
