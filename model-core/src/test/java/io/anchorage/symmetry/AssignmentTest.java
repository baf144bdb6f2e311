package io.anchorage.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The best of all assignments, as trying all of them finds it. */
class AssignmentTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void no_permutation_is_better(int size) {
    for (long seed = 0; seed < 40; seed++) {
      double[][] gain = random(size, seed);

      int[] found = Assignment.best(gain);

      assertThat(Arrays.stream(found).distinct().count()).isEqualTo(size);
      assertThat(sum(gain, found)).isCloseTo(bruteForce(gain, new int[0]), within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6})
  void ties_and_gains_of_either_sign_are_no_trouble(int size) {
    for (long seed = 0; seed < 40; seed++) {
      double[][] gain = random(size, seed);
      for (double[] row : gain) {
        for (int j = 0; j < size; j++) {
          row[j] = Math.round(3 * row[j] - 1.5);
        }
      }

      assertThat(sum(gain, Assignment.best(gain))).isEqualTo(bruteForce(gain, new int[0]));
    }
  }

  @Test
  void two_hundred_and_fifty_six_units_find_a_hidden_order() {
    int[] hidden = Permutation.of(256, new Philox(5));
    double[][] gain = random(256, 6);
    for (int i = 0; i < 256; i++) {
      gain[i][hidden[i]] += 1;
    }

    assertThat(Assignment.best(gain)).isEqualTo(hidden);
  }

  @Test
  void a_matrix_that_is_not_square_or_not_finite_is_refused() {
    assertThatThrownBy(() -> Assignment.best(new double[2][3]))
        .hasMessage("An assignment needs a square matrix: 2 rows, 3 columns");
    assertThatThrownBy(() -> Assignment.best(new double[][] {{Double.NaN}}))
        .hasMessage("Gains must be finite: NaN");
  }

  private static double[][] random(int size, long seed) {
    double[][] gain = new double[size][size];
    Philox draws = new Philox(seed);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        gain[i][j] = draws.uniform((long) i * size + j);
      }
    }
    return gain;
  }

  private static double sum(double[][] gain, int[] columns) {
    double sum = 0;
    for (int i = 0; i < columns.length; i++) {
      sum += gain[i][columns[i]];
    }
    return sum;
  }

  private static double bruteForce(double[][] gain, int[] begun) {
    if (begun.length == gain.length) {
      return sum(gain, begun);
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < gain.length; j++) {
      int column = j;
      if (Arrays.stream(begun).noneMatch(taken -> taken == column)) {
        int[] longer = Arrays.copyOf(begun, begun.length + 1);
        longer[begun.length] = j;
        best = Math.max(best, bruteForce(gain, longer));
      }
    }
    return best;
  }
}
