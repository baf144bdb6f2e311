package io.anchorage.family.localglobal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Differentiable;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.ForkTeam;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and gradients against the definition in double precision, and both kernel sets. */
class LocalGlobalScienceTest {
  private static final double STEP = 1e-6;

  private final Kernels scalar = KernelProviders.scalar();
  private final Kernels vector = KernelProviders.vector().kernels().orElseThrow();

  static Stream<LocalGlobalProblem> problems() {
    Grid image = Grid.image(7, 11);
    return Stream.of(
        LocalGlobalProblem.of(List.of(2), 3, 5, 3, Merge.CONCAT, 1, image),
        LocalGlobalProblem.of(List.of(3, 2), 5, 4, 2, Merge.CONCAT, 3, image),
        LocalGlobalProblem.of(List.of(2, 3), 4, 6, 3, Merge.ADD, 2, image),
        LocalGlobalProblem.of(List.of(2), 5, 0, 3, Merge.CONCAT, 1, image),
        LocalGlobalProblem.of(List.of(1), 3, 7, 1, Merge.CONCAT, 1, image),
        LocalGlobalProblem.of(List.of(5), 3, 4, 2, Merge.CONCAT, 1, new Grid(List.of(37))),
        LocalGlobalProblem.of(List.of(2, 3, 1), 3, 4, 2, Merge.ADD, 1, new Grid(List.of(4, 5, 3))));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void values_and_gradient_are_those_of_the_formula_in_double_precision(
      LocalGlobalProblem problem) {
    double[] parameters = toDouble(problem.parameters());
    double[] exact =
        DoubleLocalGlobal.values(problem.config(), problem.grid(), problem.channels(), parameters);
    float[] values = problem.values(vector);
    for (int i = 0; i < exact.length; i++) {
      assertThat((double) values[i]).isCloseTo(exact[i], within(1e-4));
    }
    float[] gradient = problem.gradient(vector, Team.SOLO);
    double loss = loss(problem, parameters, 0, 0);
    assertThat((double) gradient[parameters.length]).isCloseTo(loss, within(1e-4));
    for (int i = 0; i < parameters.length; i++) {
      double up = loss(problem, parameters, i, STEP);
      double expected = (up - loss(problem, parameters, i, -STEP)) / (2 * STEP);
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo(expected, within(5e-4 * (1 + Math.abs(expected))));
    }
  }

  private static double loss(LocalGlobalProblem problem, double[] all, int i, double step) {
    double[] moved = all.clone();
    moved[i] += step;
    return DoubleLocalGlobal.loss(
        problem.config(), problem.grid(), problem.channels(), moved, problem.target());
  }

  private static double[] toDouble(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("problems")
  void derivatives_by_the_coordinates_are_central_differences(LocalGlobalProblem problem) {
    int axes = problem.grid().dimensions();
    if (axes != 2) {
      return;
    }
    Field field =
        Field.on(problem.grid(), Normalisation.unit(problem.channels()))
            .floats("parameters", problem.parameters())
            .floats("frame", Frame.whole(problem.grid()).numbers())
            .build();
    float[][] places = {{0.25f, 2.75f, 5.75f}, {10, 4.125f, 0.5f}};
    Differentiable.Derivatives actual =
        new LocalGlobalDerivatives()
            .at(problem.config(), SharedParameters.none(), field, new Coordinates(places));
    double[] all = toDouble(problem.parameters());
    double step = 1e-4;
    for (int n = 0; n < 3; n++) {
      double[] y = at(problem, all, places[0][n], places[1][n]);
      for (int c = 0; c < problem.channels(); c++) {
        assertThat(actual.values()[c * 3 + n]).isCloseTo(y[c], within(1e-5));
        double laplacian = 0;
        for (int a = 0; a < 2; a++) {
          double move = step * (problem.grid().extent(a) - 1) / 2;
          double[] moved = {places[0][n], places[1][n]};
          moved[a] += move;
          double up = at(problem, all, moved)[c];
          moved[a] -= 2 * move;
          double down = at(problem, all, moved)[c];
          double slope = (up - down) / (2 * step);
          assertThat(actual.gradient()[(c * 2 + a) * 3 + n])
              .isCloseTo(slope, within(1e-3 * (1 + Math.abs(slope))));
          laplacian += (up - 2 * y[c] + down) / (step * step);
        }
        assertThat(actual.laplacian()[c * 3 + n])
            .isCloseTo(laplacian, within(1e-2 * (1 + Math.abs(laplacian))));
      }
    }
  }

  private static double[] at(LocalGlobalProblem problem, double[] all, double... place) {
    return DoubleLocalGlobal.at(problem.config(), problem.grid(), problem.channels(), all, place);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void both_kernel_sets_give_the_same_bits(LocalGlobalProblem problem) {
    assertThat(problem.gradient(vector, Team.SOLO))
        .containsExactly(problem.gradient(scalar, Team.SOLO));
    assertThat(problem.values(vector)).containsExactly(problem.values(scalar));
  }

  @Test
  void partitions_of_many_tiles_and_strands_of_many_partitions_do_not_depend_on_the_team() {
    LocalGlobalProblem few =
        LocalGlobalProblem.of(List.of(1, 2), 9, 12, 2, Merge.CONCAT, 1, Grid.image(90, 101));
    LocalGlobalProblem many =
        LocalGlobalProblem.of(List.of(9, 7), 3, 6, 2, Merge.CONCAT, 1, Grid.image(50, 61));
    try (ForkTeam team = new ForkTeam(3, "test")) {
      for (LocalGlobalProblem problem : List.of(few, many)) {
        float[] alone = problem.gradient(vector, Team.SOLO);
        assertThat(problem.gradient(vector, team)).containsExactly(alone);
        assertThat(problem.gradient(scalar, Team.SOLO)).containsExactly(alone);
      }
    }
  }

  @Test
  void a_strand_of_many_tiles_sums_to_the_gradient_of_the_definition() {
    LocalGlobalProblem problem =
        LocalGlobalProblem.of(List.of(9, 7), 2, 3, 1, Merge.CONCAT, 1, Grid.image(50, 61));
    double[] parameters = toDouble(problem.parameters());
    float[] gradient = problem.gradient(vector, Team.SOLO);
    for (int i = 0; i < parameters.length; i += 41) {
      double up = loss(problem, parameters, i, STEP);
      double expected = (up - loss(problem, parameters, i, -STEP)) / (2 * STEP);
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo(expected, within(5e-4 * (1 + Math.abs(expected))));
    }
  }
}
