package io.anchorage.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {
  @Test
  void accuracy_counts_clouds_and_macro_accuracy_counts_classes() {
    Confusion confusion = new Confusion(3);
    add(confusion, 0, 0, 8);
    add(confusion, 0, 2, 2);
    add(confusion, 1, 1, 1);
    add(confusion, 1, 0, 3);

    assertThat(confusion.accuracy()).isCloseTo(9 / 14.0, within(1e-12));
    assertThat(confusion.recall(1)).isEqualTo(0.25);
    assertThat(confusion.recall(2)).isNaN();
    assertThat(confusion.macroAccuracy()).isCloseTo((0.8 + 0.25) / 2, within(1e-12));
    assertThat(confusion.count(0, 2)).isEqualTo(2);
    assertThat(confusion.total()).isEqualTo(14);
  }

  @Test
  void of_nothing_there_is_no_accuracy() {
    assertThat(new Confusion(2).accuracy()).isNaN();
    assertThat(new Confusion(2).macroAccuracy()).isNaN();
  }

  private static void add(Confusion confusion, int truth, int predicted, int times) {
    for (int i = 0; i < times; i++) {
      confusion.add(truth, predicted);
    }
  }
}
