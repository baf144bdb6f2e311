package io.anchorage.jobs.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.augment.ArcMix;
import io.anchorage.cloud.augment.Jumble;
import io.anchorage.cloud.augment.Shift;
import io.anchorage.learn.weight.WeightVector;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChangesTest {
  private final Changes jumble = new Changes(List.of(new Jumble(50)));

  private static Sample cloud(String id, int repeat) {
    PointCloud points =
        new PointCloud(new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, 1, 2}, 1, 28, 28);
    return Sample.of(id, repeat, points, 0, 2);
  }

  private static float[] positions(Changes changes, Sample cloud) {
    return changes.of(cloud).cloud().positions();
  }

  @Test
  void a_cloud_is_changed_alike_whenever_it_is_read() {
    assertThat(positions(jumble, cloud("a", 0)))
        .isEqualTo(positions(Changes.parse(jumble.json(), "here"), cloud("a", 0)))
        .isNotEqualTo(cloud("a", 0).cloud().positions());
  }

  @Test
  void clouds_are_changed_each_in_its_own_way() {
    assertThat(positions(jumble, cloud("a", 0)))
        .isNotEqualTo(positions(jumble, cloud("b", 0)))
        .isNotEqualTo(positions(jumble, cloud("a", 1)));
  }

  @Test
  void the_same_change_twice_draws_twice() {
    float[] once = positions(new Changes(List.of(new Shift(9))), cloud("a", 0));
    float[] twice = positions(new Changes(List.of(new Shift(9), new Shift(9))), cloud("a", 0));

    assertThat(twice[0] - once[0]).isNotEqualTo(once[0] - 1);
  }

  @Test
  void random_labels_are_one_for_all_fits_of_an_image_and_every_class_as_often_as_the_others() {
    Changes labels = Changes.parse("changes: [{kind: random-labels}]", "here");
    int[] counts = new int[4];
    for (int i = 0; i < 2000; i++) {
      Sample before = Sample.of("image/" + i, 0, cloud("a", 0).view(), 3, counts.length);
      Sample after = labels.of(before);
      Sample again =
          labels.of(Sample.of("image/" + i, 7, new WeightVector(new float[3]), 0, counts.length));
      assertThat(again.label().label()).isEqualTo(after.label().label());
      assertThat(after.view()).isSameAs(before.view());
      counts[after.label().label()]++;
    }

    // Binomial: 500 of each class, with a standard deviation of 19.
    assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(420, 580));
  }

  @Test
  void no_change_leaves_a_cloud_as_it_is_and_two_clouds_cannot_be_joined() {
    assertThat(positions(Changes.NONE, cloud("a", 0))).isEqualTo(cloud("a", 0).cloud().positions());
    assertThatThrownBy(() -> new Changes(List.of(ArcMix.defaults())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("changes must be of single samples");
  }
}
