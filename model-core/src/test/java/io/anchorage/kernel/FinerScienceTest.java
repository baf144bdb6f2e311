package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both gradients that FINER may follow, against the definition in double precision. */
class FinerScienceTest {
  private static final double STEP = 1e-6;

  private final Kernels kernels = KernelProviders.best();

  @ParameterizedTest
  @CsvSource({"1,1,1", "5,1,3", "8,2,1", "7,3,2", "6,4,3"})
  void the_full_gradient_is_a_central_difference(int width, int depth, int outputs) {
    MlpProblem problem = MlpProblem.grid(width, depth, outputs, 5, 6).finer(false);
    double[] parameters = DoubleFiner.toDouble(problem.parameters);
    double[] expected = new double[parameters.length];
    for (int i = 0; i < expected.length; i++) {
      double up = loss(problem, parameters, i, STEP);
      double down = loss(problem, parameters, i, -STEP);
      expected[i] = (up - down) / (2 * STEP);
    }
    assertClose(gradient(problem), expected);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "5,1,3", "8,2,1", "7,3,2", "6,4,3"})
  void the_detached_gradient_takes_the_stretch_for_a_constant(int width, int depth, int outputs) {
    MlpProblem problem = MlpProblem.grid(width, depth, outputs, 5, 6).finer(true);
    assertClose(gradient(problem), DoubleFiner.detachedGradient(problem));
  }

  @ParameterizedTest
  @CsvSource({"3,4,5", "21,1,1"})
  void a_list_of_points_gives_the_bits_of_their_grid(int slices, int height, int width) {
    MlpProblem grid = MlpProblem.grid(9, 2, 2, slices, height, width).finer(true);
    MlpProblem list = grid.asList();
    assertThat(outputs(list)).containsExactly(outputs(grid));
  }

  private static double loss(MlpProblem problem, double[] parameters, int i, double step) {
    double[] moved = parameters.clone();
    moved[i] += step;
    return DoubleMlp.loss(problem.shape, problem.points, problem.target, moved);
  }

  private float[] gradient(MlpProblem problem) {
    float[] gradient = new float[problem.parameters.length];
    float loss =
        kernels
            .mlp(problem.shape)
            .gradient(problem.points, problem.laidTarget(), problem.parameters, gradient);
    double[] parameters = DoubleFiner.toDouble(problem.parameters);
    assertThat((double) loss)
        .isCloseTo(
            DoubleMlp.loss(problem.shape, problem.points, problem.target, parameters),
            within(1e-5));
    return gradient;
  }

  private float[] outputs(MlpProblem problem) {
    float[] out = new float[problem.shape.outputs() * problem.points.count()];
    kernels.mlp(problem.shape).evaluate(problem.points, problem.parameters, out);
    return out;
  }

  private static void assertClose(float[] actual, double[] expected) {
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isGreaterThan(1e-2);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("parameter %d", i)
          .isCloseTo(expected[i], within(2e-4 * (1 + largest)));
    }
  }
}
