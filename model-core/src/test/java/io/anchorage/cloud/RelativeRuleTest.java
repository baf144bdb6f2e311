package io.anchorage.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RelativeRuleTest {
  private static final RelativeRule FIXED = new RelativeRule(4, 3);

  @Test
  void a_fixed_scale_counts_in_its_pixels_and_ends_at_its_limit() {
    RelativeScale scale = FIXED.stored(0, 4);
    assertThat(scale.standardise(10, 8)).isEqualTo(0.5f);
    assertThat(scale.standardise(10, 15.5f)).isEqualTo(-1.375f);
    assertThat(scale.standardise(10, 22)).isEqualTo(-3f);
    assertThat(scale.standardise(1000, 22)).isEqualTo(3f);
  }

  @Test
  void a_scale_of_one_pixel_with_a_distant_limit_is_the_difference_itself() {
    RelativeScale plain = new RelativeRule(1, 10_000).stored(0, 1);
    assertThat(plain.standardise(10, 8)).isEqualTo(2f);
    assertThat(plain.standardise(3.5f, 4096)).isEqualTo(-4092.5f);
  }

  @Test
  void the_canvas_around_an_object_changes_the_published_scale_and_no_fixed_one() {
    float[] object = {3, 4, 5, 6, 8, 3, 6, 7};
    float[] moved = {53, 14, 55, 16, 58, 13, 56, 17};

    assertThat(around(FIXED, object, 12)).containsExactly(around(FIXED, moved, 90));
    assertThat(reach(around(RelativeRule.PER_IMAGE, moved, 90)))
        .isLessThan(0.5f * reach(around(RelativeRule.PER_IMAGE, object, 12)));
  }

  /** Relative positions of the first anchor at the pixels up to two away from it. */
  private static float[] around(RelativeRule rule, float[] anchors, int side) {
    int[] nearest = new NearestAnchors(anchors).ofPixels(side, side, 4);
    RelativeScale scale = rule.of(anchors, nearest, side, 4);
    float[] seen = new float[5];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = scale.standardise(anchors[0], anchors[0] + i - 2);
    }
    return seen;
  }

  private static float reach(float[] seen) {
    Arrays.sort(seen);
    return seen[seen.length - 1] - seen[0];
  }

  @Test
  void a_stored_scale_is_the_one_that_was_measured() {
    float[] anchors = {1, 2, 3, 9, 5, 5, 7, 1};
    int[] nearest = new NearestAnchors(anchors).ofPixels(11, 13, 4);
    for (RelativeRule rule : new RelativeRule[] {FIXED, RelativeRule.PER_IMAGE}) {
      RelativeScale measured = rule.of(anchors, nearest, 13, 4);
      assertThat(rule.stored(measured.mean(), measured.std())).isEqualTo(measured);
    }
  }

  @Test
  void a_scale_or_limit_that_means_nothing_is_refused() {
    assertThatThrownBy(() -> new RelativeRule(-1, 4)).hasMessageContaining("-1.0, 4.0");
    assertThatThrownBy(() -> new RelativeRule(4, 0)).hasMessageContaining("4.0, 0.0");
    assertThatThrownBy(() -> new RelativeRule(4, Float.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new RelativeScale(0, 1, 0)).hasMessageContaining("positive limit");
  }
}
