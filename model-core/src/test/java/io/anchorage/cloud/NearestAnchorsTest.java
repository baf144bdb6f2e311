package io.anchorage.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.kernel.random.Philox;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestAnchorsTest {
  @Property(tries = 200)
  void the_tree_finds_what_brute_force_finds_on_a_lattice_full_of_ties(
      @ForAll @IntRange(min = 1, max = 120) int anchors,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 6) int count,
      @ForAll long seed) {
    float[] positions = lattice(anchors, height, width, seed);
    int wanted = Math.min(count, anchors);
    int[] nearest = new NearestAnchors(positions).ofPixels(height, width, wanted);
    for (int p = 0; p < height * width; p++) {
      assertThat(row(nearest, p, wanted))
          .isEqualTo(bruteForce(positions, Math.floorDiv(p, width), p % width, wanted));
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "12", "13", "25", "500", "4000"})
  void real_valued_points_inside_and_outside_find_their_anchors(int anchors) {
    float[] positions = new float[2 * anchors];
    new Philox(5).fillUniform(positions, 0, positions.length, -10f, 300f);
    float[] rows = new float[100];
    float[] columns = new float[100];
    new Philox(6).fillUniform(rows, 0, 100, -500f, 500f);
    new Philox(7).fillUniform(columns, 0, 100, -100f, 400f);
    int wanted = Math.min(4, anchors);
    int[] nearest = new NearestAnchors(positions).ofPoints(rows, columns, wanted);
    for (int p = 0; p < 100; p++) {
      assertThat(row(nearest, p, wanted))
          .isEqualTo(bruteForce(positions, rows[p], columns[p], wanted));
    }
  }

  @Test
  void anchors_at_one_place_come_in_the_order_of_their_numbers() {
    NearestAnchors anchors = new NearestAnchors(new float[40]);
    assertThat(anchors.ofPixels(1, 2, 4)).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
  }

  @Test
  void more_neighbours_than_anchors_is_an_error() {
    NearestAnchors anchors = new NearestAnchors(new float[6]);
    assertThatThrownBy(() -> anchors.ofPixels(2, 2, 4))
        .hasMessage("Nearest anchors wanted must be in 1 .. 3: 4");
  }

  @Test
  void a_large_image_takes_a_moment_only() {
    float[] positions = lattice(13_107, 512, 512, 3);
    int[] nearest = new NearestAnchors(positions).ofPixels(512, 512, 4);
    for (int p = 0; p < 512 * 512; p += 9973) {
      assertThat(row(nearest, p, 4))
          .isEqualTo(bruteForce(positions, Math.floorDiv(p, 512), p % 512, 4));
    }
  }

  private static float[] lattice(int anchors, int height, int width, long seed) {
    Philox random = new Philox(seed);
    float[] positions = new float[2 * anchors];
    for (int a = 0; a < anchors; a++) {
      positions[2 * a] = random.below(2L * a, height);
      positions[2 * a + 1] = random.below(2L * a + 1, width);
    }
    return positions;
  }

  private static int[] row(int[] nearest, int point, int count) {
    return IntStream.range(point * count, (point + 1) * count).map(i -> nearest[i]).toArray();
  }

  private static int[] bruteForce(float[] positions, double row, double column, int count) {
    return IntStream.range(0, positions.length / 2)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(
                    a -> {
                      double dr = positions[2 * a] - row;
                      double dc = positions[2 * a + 1] - column;
                      return dr * dr + dc * dc;
                    })
                .thenComparing(Comparator.naturalOrder()))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
