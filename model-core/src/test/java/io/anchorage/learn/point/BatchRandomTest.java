package io.anchorage.learn.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.kernel.random.Philox;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchRandomTest {
  @Test
  void a_shuffle_takes_the_next_numbers_of_the_batch_in_turn() {
    BatchRandom random = new BatchRandom(new Philox(7));
    Integer[] numbers = IntStream.range(0, 12).boxed().toArray(Integer[]::new);
    random.below(3);

    assertThat(random.shuffled(numbers)).containsExactly(8, 7, 2, 4, 11, 5, 10, 6, 3, 0, 1, 9);
    assertThat(random.below(1000)).isEqualTo(390);
    assertThat(numbers).isSorted();
  }
}
