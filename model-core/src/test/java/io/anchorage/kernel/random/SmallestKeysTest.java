package io.anchorage.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SmallestKeysTest {
  private static List<Integer> draw(List<Integer> numbers, int count) {
    SmallestKeys<Integer> draw = new SmallestKeys<>(count);
    numbers.forEach(n -> draw.offer(new Seeds(1, "image-" + n, 0).key("test"), "image-" + n, n));
    return draw.items();
  }

  @Test
  void a_draw_does_not_depend_on_the_order_of_the_offers_and_begins_every_larger_one() {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    List<Integer> shuffled = new ArrayList<>(numbers);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(draw(shuffled, 20)).isEqualTo(draw(numbers, 20)).hasSize(20);
    assertThat(draw(numbers, 7)).isEqualTo(draw(numbers, 20).subList(0, 7));
    assertThat(draw(numbers, 1000)).containsExactlyInAnyOrderElementsOf(numbers);
  }

  @Test
  void keys_are_unsigned_and_equal_ones_go_by_id() {
    SmallestKeys<String> draw = new SmallestKeys<>(3);
    draw.offer(-1, "a", "largest");
    draw.offer(5, "c", "second of equals");
    draw.offer(5, "b", "first of equals");
    draw.offer(0, "d", "smallest");

    assertThat(draw.items()).containsExactly("smallest", "first of equals", "second of equals");
  }
}
