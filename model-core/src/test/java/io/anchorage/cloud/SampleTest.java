package io.anchorage.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final String ADVICE = "; leave it out or fit its image again";

  @Test
  void an_empty_cloud_is_named() {
    assertThatThrownBy(() -> of(new float[0], new float[0], 0))
        .isInstanceOf(UserException.class)
        .hasMessage("Cloud train/7 has no points" + ADVICE);
  }

  @Test
  void a_latent_that_is_not_a_number_is_named_with_its_place() {
    assertThatThrownBy(() -> of(new float[4], new float[] {0, 1, 2, Float.NaN}, 0))
        .isInstanceOf(UserException.class)
        .hasMessage("Cloud train/7 has feature NaN, number 1 of point 1" + ADVICE);
  }

  @Test
  void an_infinite_position_is_named_with_its_place() {
    assertThatThrownBy(() -> of(new float[] {0, Float.POSITIVE_INFINITY}, new float[2], 0))
        .hasMessage("Cloud train/7 has position Infinity, number 1 of point 0" + ADVICE);
  }

  @Test
  void a_label_out_of_range_is_named_with_the_classes() {
    assertThatThrownBy(() -> of(new float[2], new float[2], 10))
        .isInstanceOf(UserException.class)
        .hasMessage("Cloud train/7 has label 10, the classes are 0 .. 9" + ADVICE);
  }

  @Test
  void a_mixture_counts_as_the_class_of_its_largest_share() {
    ClassWeights mixed = ClassWeights.of(3, 10).mix(ClassWeights.of(8, 10), 0.25f);

    assertThat(mixed.of(3)).isEqualTo(0.25f);
    assertThat(mixed.of(8)).isEqualTo(0.75f);
    assertThat(mixed.label()).isEqualTo(8);
  }

  private static Sample of(float[] positions, float[] features, int label) {
    return Sample.of("train/7", new PointCloud(positions, features, 2, 8, 8), label, 10);
  }
}
