package io.anchorage.learn.cnn.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.ReceptiveField;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomPathsTest {
  private static final AllCnnConfig NETWORK = AllCnnConfig.defaults();

  @Test
  void each_position_is_seen_by_the_next_and_none_is_on_the_padding() {
    RandomPaths paths = RandomPaths.draw(NETWORK, 7, 3000, new Philox(1));
    for (int path = 0; path < paths.count(); path++) {
      for (int layer = 7; layer > 1; layer--) {
        ReceptiveField field = NETWORK.layer(layer).field();
        assertThat(field.sees(paths.at(layer, path), paths.at(layer - 1, path))).isTrue();
      }
      assertThat(paths.at(1, path)).isBetween(0, 32 * 32 - 1);
    }
  }

  @Test
  void paths_end_anywhere_on_the_map_equally_often() {
    RandomPaths paths = RandomPaths.draw(NETWORK, 6, 64_000, new Philox(2));
    int[] counts = new int[64];
    for (int path = 0; path < paths.count(); path++) {
      counts[paths.at(6, path)]++;
    }
    for (int count : counts) {
      assertThat(count / 1000.0).isCloseTo(1, within(0.16));
    }
  }

  @Test
  void in_a_corner_the_four_positions_beside_the_padding_are_equally_likely() {
    RandomPaths paths = RandomPaths.draw(NETWORK, 2, 400_000, new Philox(3));
    Map<Integer, Integer> seen = new HashMap<>();
    int corner = 0;
    for (int path = 0; path < paths.count(); path++) {
      if (paths.at(2, path) == 0) {
        seen.merge(paths.at(1, path), 1, Integer::sum);
        corner++;
      }
    }
    assertThat(seen.keySet()).containsExactlyInAnyOrder(0, 1, 32, 33);
    for (int count : seen.values()) {
      assertThat(4.0 * count / corner).isCloseTo(1, within(0.4));
    }
  }

  @Test
  void the_same_numbers_give_the_same_paths() {
    RandomPaths one = RandomPaths.draw(NETWORK, 6, 50, new Philox(4));
    RandomPaths two = RandomPaths.draw(NETWORK, 6, 50, new Philox(4));
    RandomPaths other = RandomPaths.draw(NETWORK, 6, 50, new Philox(5));
    int different = 0;
    for (int path = 0; path < 50; path++) {
      assertThat(two.at(1, path)).isEqualTo(one.at(1, path));
      different += one.at(1, path) == other.at(1, path) ? 0 : 1;
    }
    assertThat(different).isGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void no_paths_are_refused_in_one_line(int count) {
    assertThatThrownBy(() -> RandomPaths.draw(NETWORK, 6, count, new Philox(1)))
        .hasMessage("paths must be in 1 .. 1000000: " + count);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void a_layer_that_is_not_there_is_refused_in_one_line(int last) {
    assertThatThrownBy(() -> RandomPaths.draw(NETWORK, last, 5, new Philox(1)))
        .hasMessage("Layer must be in 1 .. 9, the network's convolutions: " + last);
  }
}
