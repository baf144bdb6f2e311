package io.anchorage.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PermutationTest {
  @Property(tries = 200)
  void every_number_comes_once(@ForAll @IntRange(max = 300) int count, @ForAll long seed) {
    assertThat(Permutation.of(count, new Philox(seed)))
        .containsExactlyInAnyOrder(IntStream.range(0, count).toArray());
  }

  @Test
  void orders_stay_as_existing_tables_were_fitted_with() {
    Philox random = new Philox(7);

    assertThat(Permutation.of(12, random)).containsExactly(5, 6, 3, 11, 2, 4, 1, 7, 9, 0, 8, 10);
    assertThat(Permutation.of(12, random, 1L << 40))
        .containsExactly(2, 11, 0, 9, 6, 3, 4, 8, 7, 10, 5, 1);
  }

  @Test
  void all_orders_of_three_are_as_frequent() {
    int[] counts = new int[27];
    for (int seed = 0; seed < 6000; seed++) {
      int[] order = Permutation.of(3, new Philox(seed));
      counts[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    assertThat(IntStream.of(counts).filter(count -> count > 0)).hasSize(6);
    assertThat(IntStream.of(counts).filter(count -> count > 0))
        .allSatisfy(count -> assertThat(count).isBetween(880, 1120));
  }
}
