package io.anchorage.learn.cnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalancedSampleTest {
  private static List<String> sample(List<Integer> order, long seed) {
    BalancedSample<String> sample = new BalancedSample<>(seed, 4);
    for (int n : order) {
      sample.offer("d/train/" + n, n % 3, n % 3 + ":" + n);
    }
    return sample.images(3);
  }

  private static List<Integer> numbers(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      numbers.add(n);
    }
    return numbers;
  }

  @Test
  void each_class_has_as_many_images() {
    List<String> images = sample(numbers(100), 1);

    assertThat(images).hasSize(12).doesNotHaveDuplicates();
    for (int c = 0; c < 3; c++) {
      String prefix = c + ":";
      assertThat(images.stream().filter(image -> image.startsWith(prefix))).hasSize(4);
    }
  }

  @Test
  void the_sample_depends_on_the_seed_and_not_on_the_order() {
    List<Integer> shuffled = numbers(100);
    Collections.shuffle(shuffled, new java.util.Random(3));

    assertThat(sample(shuffled, 1)).isEqualTo(sample(numbers(100), 1));
    assertThat(sample(numbers(100), 2)).isNotEqualTo(sample(numbers(100), 1));
  }

  @Test
  void a_class_with_too_few_images_is_told_in_one_line() {
    assertThatThrownBy(() -> sample(numbers(11), 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Class 2 has 3 images in the training split, the sample wants 4 of each; lower"
                + " per-class");
  }

  @Test
  void the_sample_stays_as_existing_networks_were_trained_on() {
    assertThat(sample(numbers(100), 1))
        .containsExactly(
            "0:45", "0:33", "0:75", "0:39", "1:61", "1:88", "1:67", "1:64", "2:59", "2:86", "2:14",
            "2:41");
  }
}
