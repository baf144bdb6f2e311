package io.anchorage.fit.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchMeanTest {
  @Test
  void gradients_of_like_length_have_their_mean() {
    float[] out = new float[4];
    BatchMean.of(List.of(new float[] {3, 4}, new float[] {4, 3}, new float[] {5, 0}), out, 1);
    assertThat(out).containsExactly(0, 4, 7 / 3f, 0);
  }

  @Test
  void one_that_sticks_out_counts_as_one_and_a_half_times_the_median() {
    float[] out = new float[1];
    BatchMean.of(List.of(new float[] {1}, new float[] {1e6f}, new float[] {1}), out, 0);
    assertThat(out[0]).isEqualTo(3.5f / 3);
  }

  @Test
  void what_is_not_finite_counts_as_nothing() {
    float[] out = new float[1];
    BatchMean.of(List.of(new float[] {2}, new float[] {Float.NaN}), out, 0);
    assertThat(out[0]).isEqualTo(1);
    BatchMean.of(List.of(new float[] {Float.POSITIVE_INFINITY}), out, 0);
    assertThat(out[0]).isZero();
  }
}
