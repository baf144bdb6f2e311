package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlpPatchesTest {
  @ParameterizedTest
  @CsvSource({"28,28,784", "32,32,1024", "30,32,960", "1,13,16", "17,1,32", "29,29,928"})
  void patches_need_few_positions_more_than_points(int rows, int columns, int positions) {
    assertThat(MlpPatches.of(rows, columns).positions()).isEqualTo(positions);
  }

  @ParameterizedTest
  @CsvSource({"1,5,7", "3,4,5", "2,28,28", "2,1,33"})
  void every_place_of_the_padded_grid_has_one_position(int slices, int rows, int columns) {
    MlpPatches patches = MlpPatches.of(slices, rows, columns);
    Set<String> seen = new HashSet<>();
    for (int position = 0; position < patches.positions(); position++) {
      String places = "";
      for (int a = 0; a < 3; a++) {
        assertThat(patches.place(a, position)).isBetween(0, patches.extents().get(a) - 1);
        places += patches.place(a, position) + " ";
      }
      seen.add(places);
    }
    assertThat(seen).hasSize(patches.positions());
    assertThat(patches.extents().get(0)).isEqualTo(slices);
    assertThat(patches.extents().get(1)).isGreaterThanOrEqualTo(rows);
    assertThat(patches.extents().get(2)).isGreaterThanOrEqualTo(columns);
  }

  @Test
  void laying_values_out_and_scattering_them_gives_them_back() {
    MlpPoints points =
        MlpPoints.grid(new float[][] {MlpProblem.axis(7), MlpProblem.axis(9)}, new int[] {0, 1});
    float[] values = MlpProblem.uniform(1, 2 * 63, 1f);
    float[] laid = points.lay(values, 2);
    float[] back = new float[values.length];
    for (int c = 0; c < 2; c++) {
      points.scatter(laid, c * points.pitch(), 0, points.positions(), back, c * 63);
    }
    assertThat(back).containsExactly(values);
    float real = 0;
    for (float one : points.real()) {
      real += one;
    }
    assertThat(real).isEqualTo(63f);
  }
}
