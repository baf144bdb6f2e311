package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mappings and activations against their definitions in double precision. */
class CompositionScienceTest {
  private static final double STEP = 1e-6;

  private final Kernels kernels = KernelProviders.best();

  static Stream<MlpProblem> problems() {
    MlpProblem small = MlpProblem.grid(7, 2, 2, 5, 6);
    MlpProblem deep = MlpProblem.grid(6, 4, 1, 5, 6);
    return Stream.of(
        small.relu(),
        deep.tanh(),
        deep.gauss(),
        small.affine(),
        small.waves(5, true),
        small.waves(3, false).relu(),
        small.gabor(Gabor.Form.REAL),
        small.grids(2, 4),
        MlpProblem.grid(5, 2, 1, 3, 4, 5).grids(1, 2, 3).gauss(),
        small.grids(2, 3, 5).gabor(Gabor.Form.COMPLEX),
        deep.gabor(Gabor.Form.COMPLEX),
        small.waves(3, true).gabor(Gabor.Form.COMPLEX),
        deep.gabor(Gabor.Form.COMPLEX_2D),
        small.filters(false),
        deep.filters(true),
        MlpProblem.grid(5, 1, 3, 4, 4, 3).filters(true),
        MlpProblem.grid(5, 1, 2, 3, 4).gabor(Gabor.Form.COMPLEX_2D),
        MlpProblem.grid(5, 1, 3, 4, 4).waves(9, false).gauss(),
        MlpProblem.grid(5, 1, 1, 3, 4, 5).waves(4, true).finer(false));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void the_gradient_is_a_central_difference(MlpProblem problem) {
    double[] parameters = DoubleFiner.toDouble(problem.parameters);
    float[] gradient = new float[parameters.length];
    float loss =
        kernels
            .mlp(problem.shape)
            .gradient(problem.points, problem.laidTarget(), problem.parameters, gradient);
    assertThat((double) loss).isCloseTo(loss(problem, parameters, 0, 0), within(1e-5));
    for (int i = 0; i < gradient.length; i++) {
      double up = loss(problem, parameters, i, STEP);
      double down = loss(problem, parameters, i, -STEP);
      double expected = (up - down) / (2 * STEP);
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo(expected, within(2e-4 * (1 + Math.abs(expected))));
    }
  }

  private static double loss(MlpProblem problem, double[] parameters, int i, double step) {
    double[] moved = parameters.clone();
    moved[i] += step;
    return DoubleMlp.loss(problem.shape, problem.points, problem.target, moved);
  }

  @Test
  void powers_of_two_are_exact_to_rounding_and_end_at_the_least_normal_number() {
    for (float x = 0; x > -126; x -= 0.0137f) {
      double exact = Math.pow(2, x);
      assertThat((double) Exp2.of(x)).isCloseTo(exact, within(2e-7 * exact));
    }
    assertThat(Exp2.of(0)).isEqualTo(1f);
    assertThat(Exp2.of(-3)).isEqualTo(0.125f);
    assertThat(Exp2.of(-1e30f)).isEqualTo(Float.MIN_NORMAL);
    assertThat(Exp2.of(Float.NEGATIVE_INFINITY)).isEqualTo(Float.MIN_NORMAL);
  }

  @Test
  void features_of_points_are_those_that_the_network_sees() {
    MlpProblem problem = MlpProblem.grid(7, 2, 1, 5, 6).waves(4, true);
    MlpShape shape = problem.shape;
    MlpPoints features = shape.mapping().features(problem.points);
    assertThat(features.inputs()).isEqualTo(shape.inputs());
    for (int n = 0; n < features.count(); n++) {
      float x = problem.points.coordinates(0)[n];
      assertThat(features.coordinates(0)[n]).isEqualTo(x);
      double phase =
          x * ((Waves) shape.mapping()).frequency(0, 0)
              + problem.points.coordinates(1)[n] * ((Waves) shape.mapping()).frequency(0, 1);
      assertThat((double) features.coordinates(2)[n])
          .isCloseTo(Math.sin(Math.PI * phase), within(1e-6));
      assertThat((double) features.coordinates(6)[n])
          .isCloseTo(Math.cos(Math.PI * phase), within(1e-6));
    }
  }
}
