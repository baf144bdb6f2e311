package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an MLP's kernel must get right, whichever arithmetic it uses. */
class MlpScienceTest {
  private final Kernels kernels = KernelProviders.best();

  @ParameterizedTest
  @CsvSource({"1,1,1", "5,1,3", "8,2,1", "7,3,2", "6,4,3"})
  void gradients_are_central_differences(int width, int depth, int outputs) {
    MlpProblem problem = MlpProblem.grid(width, depth, outputs, 5, 6);
    float[] gradient = new float[problem.parameters.length];
    float loss =
        kernels
            .mlp(problem.shape)
            .gradient(problem.points, problem.laidTarget(), problem.parameters, gradient);

    double[] parameters = toDouble(problem.parameters);
    assertThat((double) loss)
        .isCloseTo(
            DoubleMlp.loss(problem.shape, problem.points, problem.target, parameters),
            within(1e-6));
    double largest = 0;
    for (int i = 0; i < gradient.length; i++) {
      double expected = difference(problem, parameters, i);
      largest = Math.max(largest, Math.abs(expected));
      assertThat((double) gradient[i]).isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
    }
    assertThat(largest).isGreaterThan(1e-2);
  }

  private static double difference(MlpProblem problem, double[] parameters, int i) {
    double step = 1e-5;
    double middle = parameters[i];
    parameters[i] = middle + step;
    double up = DoubleMlp.loss(problem.shape, problem.points, problem.target, parameters);
    parameters[i] = middle - step;
    double down = DoubleMlp.loss(problem.shape, problem.points, problem.target, parameters);
    parameters[i] = middle;
    return (up - down) / (2 * step);
  }

  @Test
  void volumes_and_lines_have_the_outputs_of_the_definition() {
    for (MlpProblem problem :
        new MlpProblem[] {MlpProblem.grid(9, 2, 2, 3, 4, 5), MlpProblem.grid(9, 2, 2, 21)}) {
      float[] outputs = outputs(problem, problem.parameters);
      double[] parameters = toDouble(problem.parameters);
      for (int n = 0; n < problem.points.count(); n++) {
        double[] expected = DoubleMlp.outputs(problem.shape, problem.points, n, parameters);
        for (int c = 0; c < 2; c++) {
          assertThat((double) outputs[c * problem.points.count() + n])
              .isCloseTo(expected[c], within(2e-5));
        }
      }
    }
  }

  @Test
  void a_grid_gives_what_its_points_as_a_list_give() {
    MlpProblem grid = MlpProblem.grid(32, 2, 1, 28, 28);
    MlpProblem list = grid.asList();
    assertClose(outputs(list, list.parameters), outputs(grid, grid.parameters), 1e-5f);
    float[] onGrid = new float[grid.parameters.length];
    float[] onList = new float[grid.parameters.length];
    kernels.mlp(grid.shape).gradient(grid.points, grid.laidTarget(), grid.parameters, onGrid);
    kernels.mlp(list.shape).gradient(list.points, list.laidTarget(), list.parameters, onList);
    assertClose(onList, onGrid, 2e-4f);
  }

  @Test
  void neurons_may_change_places() {
    MlpProblem problem = MlpProblem.grid(6, 2, 2, 8, 8);
    MlpShape shape = problem.shape;
    float[] permuted = problem.parameters.clone();
    for (int layer = 0; layer < 2; layer++) {
      float[] before = permuted.clone();
      for (int j = 0; j < 6; j++) {
        int from = (j * 5 + 2) % 6;
        copyColumn(shape, layer, before, from, permuted, j, 1f);
        copyRow(shape, layer + 1, before, from, permuted, j, 1f);
      }
    }
    assertThat(permuted).isNotEqualTo(problem.parameters);
    assertClose(outputs(problem, permuted), outputs(problem, problem.parameters), 1e-5f);
  }

  @Test
  void neurons_may_change_their_sign() {
    MlpProblem problem = MlpProblem.grid(6, 2, 2, 8, 8);
    float[] flipped = problem.parameters.clone();
    for (int layer = 0; layer < 2; layer++) {
      for (int j = layer; j < 6; j += 2) {
        copyColumn(problem.shape, layer, flipped.clone(), j, flipped, j, -1f);
        copyRow(problem.shape, layer + 1, flipped.clone(), j, flipped, j, -1f);
      }
    }
    assertThat(flipped).isNotEqualTo(problem.parameters);
    assertClose(outputs(problem, flipped), outputs(problem, problem.parameters), 1e-5f);
  }

  @Test
  void biases_may_move_by_multiples_of_pi_over_omega() {
    MlpProblem problem = MlpProblem.grid(6, 2, 2, 8, 8);
    float[] shifted = problem.parameters.clone();
    for (int layer = 0; layer < 2; layer++) {
      for (int j = 0; j < 6; j++) {
        int k = j - 3;
        float omega = MlpProblem.OMEGA;
        shifted[problem.shape.biases(layer) + j] += (float) (k * Math.PI / omega);
        copyRow(problem.shape, layer + 1, shifted.clone(), j, shifted, j, k % 2 == 0 ? 1f : -1f);
      }
    }
    assertClose(outputs(problem, shifted), outputs(problem, problem.parameters), 1e-5f);
  }

  private static void copyColumn(
      MlpShape shape, int layer, float[] from, int source, float[] to, int column, float sign) {
    int columns = shape.fanOut(layer);
    for (int i = 0; i < shape.fanIn(layer); i++) {
      int row = shape.weights(layer) + i * columns;
      to[row + column] = sign * from[row + source];
    }
    to[shape.biases(layer) + column] = sign * from[shape.biases(layer) + source];
  }

  private static void copyRow(
      MlpShape shape, int layer, float[] from, int source, float[] to, int row, float sign) {
    int columns = shape.fanOut(layer);
    for (int j = 0; j < columns; j++) {
      to[shape.weights(layer) + row * columns + j] =
          sign * from[shape.weights(layer) + source * columns + j];
    }
  }

  private float[] outputs(MlpProblem problem, float[] parameters) {
    float[] out = new float[problem.shape.outputs() * problem.points.count()];
    kernels.mlp(problem.shape).evaluate(problem.points, parameters, out);
    return out;
  }

  private static void assertClose(float[] actual, float[] expected, float tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  private static double[] toDouble(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }
}
