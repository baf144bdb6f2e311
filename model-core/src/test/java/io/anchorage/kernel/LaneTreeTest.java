package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTreeTest {
  @Test
  void lanes_are_folded_in_halves() {
    float[] lanes = MlpProblem.uniform(5, 3 * LaneTree.LANES, 1e3f);
    float[] folded = lanes.clone();
    for (int half = 8; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        folded[16 + lane] += folded[16 + lane + half];
      }
    }
    assertThat(LaneTree.sum(lanes, 16)).isEqualTo(folded[16]);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 16", "15, 16", "16, 16", "17, 32", "784, 784"})
  void counts_are_padded_to_the_lanes(int count, int padded) {
    assertThat(LaneTree.padded(count)).isEqualTo(padded);
  }
}
