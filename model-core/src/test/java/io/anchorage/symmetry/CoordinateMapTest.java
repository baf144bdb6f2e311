package io.anchorage.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A moved network shows at a point what the network shows where the map sends the point. */
class CoordinateMapTest {
  private static final MlpShape SIREN = Networks.siren(8, 2, 3);

  static Stream<CoordinateMap> maps() {
    return Stream.of(
        CoordinateMap.shift(0.25, -0.1),
        CoordinateMap.turn(0.4),
        CoordinateMap.scale(0.8),
        CoordinateMap.mirror(0),
        CoordinateMap.mirror(1),
        CoordinateMap.turn(0.3).after(CoordinateMap.shift(0.1, 0.2)),
        CoordinateMap.shift(0.1, 0.2).after(CoordinateMap.turn(0.3)));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void the_moved_network_is_the_network_at_the_mapped_points(CoordinateMap map) {
    float[] parameters = Networks.random(SIREN, 1);
    float[][] at = Networks.coordinates();
    float[][] mapped = new float[2][at[0].length];
    for (int i = 0; i < at[0].length; i++) {
      mapped[0][i] = (float) (map.a00() * at[0][i] + map.a01() * at[1][i] + map.t0());
      mapped[1][i] = (float) (map.a10() * at[0][i] + map.a11() * at[1][i] + map.t1());
    }

    float[] moved = Networks.values(SIREN, map.apply(SIREN, parameters), at);

    float[] expected = Networks.values(SIREN, parameters, mapped);
    for (int i = 0; i < moved.length; i++) {
      assertThat(moved[i]).isCloseTo(expected[i], within(5e-5f));
    }
  }

  @Test
  void one_map_after_another_is_first_one_and_then_the_other() {
    CoordinateMap both = CoordinateMap.turn(Math.PI / 2).after(CoordinateMap.shift(1, 0));

    // (0, 0) moves to (1, 0), and that turns to (0, 1).
    assertThat(both.t0()).isCloseTo(0, within(1e-12));
    assertThat(both.t1()).isCloseTo(1, within(1e-12));
  }

  @Test
  void networks_of_three_coordinates_are_not_of_the_plane() {
    MlpShape volume =
        new MlpShape(new InputMapping.Identity(3), 4, 1, 1, new Sine(List.of(30f)), 0);

    assertThatThrownBy(() -> CoordinateMap.mirror(0).apply(volume, new float[volume.parameters()]))
        .hasMessageStartingWith("A map of the plane needs two plain coordinates");
  }
}
