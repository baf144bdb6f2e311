package io.anchorage.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceFillingCurveTest {
  private static final int DEPTH = 4;
  private static final int SIDE = 1 << DEPTH;

  @ParameterizedTest
  @EnumSource(SpaceFillingCurve.class)
  void each_cell_of_the_plane_has_its_own_key_and_no_key_is_left_over(SpaceFillingCurve curve) {
    assertThat(Arrays.stream(plane(curve)).allMatch(cell -> cell != null)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SpaceFillingCurve.class)
  void each_cell_of_space_has_its_own_key_and_no_key_is_left_over(SpaceFillingCurve curve) {
    assertThat(Arrays.stream(space(curve)).allMatch(cell -> cell != null)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"HILBERT", "HILBERT_TRANS"})
  void consecutive_cells_of_a_hilbert_curve_share_a_side(SpaceFillingCurve curve) {
    for (int[][] path : new int[][][] {plane(curve), space(curve)}) {
      for (int key = 1; key < path.length; key++) {
        assertThat(distance(path[key - 1], path[key])).as("key %d", key).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SpaceFillingCurve.class)
  void a_key_without_its_last_bits_is_the_key_of_the_coarser_cell(SpaceFillingCurve curve) {
    int[][] path = plane(curve);
    for (int key = 0; key < path.length; key++) {
      int[] parent = path[key & ~3];
      assertThat(path[key][0] >> 1).isEqualTo(parent[0] >> 1);
      assertThat(path[key][1] >> 1).isEqualTo(parent[1] >> 1);
      assertThat(curve.key(parent[0] >> 1, parent[1] >> 1, DEPTH - 1)).isEqualTo(key >> 2);
    }
  }

  @Test
  void z_order_interleaves_the_bits_first_coordinate_first() {
    assertThat(SpaceFillingCurve.Z.key(0b10, 0b01, 2)).isEqualTo(0b1001);
    assertThat(SpaceFillingCurve.Z_TRANS.key(0b10, 0b01, 2)).isEqualTo(0b0110);
    assertThat(SpaceFillingCurve.Z.key(1, 0, 0, 1)).isEqualTo(0b100);
    assertThat(SpaceFillingCurve.Z.key(0, 0, 1, 1)).isEqualTo(0b001);
  }

  @Test
  void the_plane_of_the_hilbert_curve_of_space_is_another_curve_than_that_of_the_plane() {
    int differing = 0;
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y + 1 < SIDE; y++) {
        boolean plane =
            SpaceFillingCurve.HILBERT.key(x, y, DEPTH)
                < SpaceFillingCurve.HILBERT.key(x, y + 1, DEPTH);
        boolean space =
            SpaceFillingCurve.HILBERT.key(x, y, 0, DEPTH)
                < SpaceFillingCurve.HILBERT.key(x, y + 1, 0, DEPTH);
        differing += plane == space ? 0 : 1;
      }
    }
    assertThat(differing).isPositive();
  }

  @Test
  void z_order_does_not_depend_on_the_depth_and_hilbert_order_does() {
    assertThat(SpaceFillingCurve.Z.key(5, 3, 3)).isEqualTo(SpaceFillingCurve.Z.key(5, 3, 9));
    assertThat(SpaceFillingCurve.HILBERT.key(5, 3, 3))
        .isNotEqualTo(SpaceFillingCurve.HILBERT.key(5, 3, 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 8})
  void a_cell_outside_its_grid_is_refused_with_its_number(int coordinate) {
    assertThatThrownBy(() -> SpaceFillingCurve.HILBERT.key(coordinate, 0, 3))
        .hasMessage("Cell must be in 0 .. 2^3 - 1: " + coordinate);
  }

  private static int[][] plane(SpaceFillingCurve curve) {
    int[][] path = new int[SIDE * SIDE][];
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        path[(int) curve.key(x, y, DEPTH)] = new int[] {x, y};
      }
    }
    return path;
  }

  private static int[][] space(SpaceFillingCurve curve) {
    int[][] path = new int[SIDE * SIDE * SIDE][];
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        for (int z = 0; z < SIDE; z++) {
          path[(int) curve.key(x, y, z, DEPTH)] = new int[] {x, y, z};
        }
      }
    }
    return path;
  }

  private static int distance(int[] one, int[] other) {
    int sum = 0;
    for (int d = 0; d < one.length; d++) {
      sum += Math.abs(one[d] - other[d]);
    }
    return sum;
  }
}
