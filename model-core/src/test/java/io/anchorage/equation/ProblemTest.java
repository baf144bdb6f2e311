package io.anchorage.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Draws;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What problems ask of a field, and the gradient of it. */
class ProblemTest {
  static Stream<Problem> problems() throws Exception {
    Signal image = image();
    return Stream.of(
        new Wave(0.4, 3, 9, 0.1, 64, 3, 2, 0.5).of("x", new Case(1, 1.5, 0.2, -0.1)),
        new Helmholtz(9, 0.1, 0.5, 5, 64).of("x", new Case(12, 1.5, 0.2, -0.1)),
        new Poisson(Poisson.Supervision.GRADIENTS, 2, 64).of(image),
        new Poisson(Poisson.Supervision.LAPLACIAN, 2, 64).of(image));
  }

  private static Signal image() {
    float[] values = new float[2 * 30];
    new Philox(7).fillUniform(values, 0, values.length, -1, 1);
    return new Signal("x", Grid.image(5, 6), Normalisation.unit(2), values);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void slopes_are_central_differences(Problem problem) {
    Batch batch = problem.draw(3, 10, new Draws(new Philox(3)));
    int channels = problem.reference().channels();
    int orders = 1 + problem.rates().size() + problem.pairs().size();
    double[][] y = new double[orders][channels];
    double[][] slopes = new double[orders][channels];
    Draws values = new Draws(new Philox(4));
    for (int n = 0; n < batch.points()[0].length; n++) {
      for (int o = 0; o < orders; o++) {
        for (int c = 0; c < channels; c++) {
          y[o][c] = values.within(1);
          slopes[o][c] = 0;
        }
      }
      batch.loss().at(n, y, slopes);
      for (int o = 0; o < orders; o++) {
        for (int c = 0; c < channels; c++) {
          double expected = difference(batch, n, y, o, c);
          assertThat(slopes[o][c]).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
        }
      }
    }
  }

  private static double difference(Batch batch, int n, double[][] y, int o, int c) {
    double[][] unused = new double[y.length][y[0].length];
    double here = y[o][c];
    y[o][c] = here + 1e-4;
    double up = batch.loss().at(n, y, unused);
    y[o][c] = here - 1e-4;
    double down = batch.loss().at(n, y, unused);
    y[o][c] = here;
    return (up - down) / 2e-4;
  }

  @Test
  void times_grow_with_the_steps_and_a_quarter_of_the_points_is_at_the_start() {
    Problem wave = new Wave(0.4, 3, 9, 0.1, 64, 3, 2, 0.5).of("x", new Case(1, 1, 0, 0));
    for (int step : new int[] {0, 2, 4, 9}) {
      float[] times = wave.draw(step, 10, new Draws(new Philox(step))).points()[0];
      double latest = Math.min(1, (step + 1) / 5.0);
      for (int n = 0; n < times.length; n++) {
        assertThat(times[n]).isBetween(-1f, n < 16 ? -1f : (float) (2 * latest - 1));
      }
    }
  }

  @Test
  void a_plane_asks_for_its_own_slope_everywhere() throws Exception {
    float[] values = new float[30];
    for (int p = 0; p < values.length; p++) {
      int row = p / 6;
      values[p] = 0.1f * row + 0.02f * (p % 6);
    }
    Signal plane = new Signal("x", Grid.image(5, 6), Normalisation.unit(1), values);
    Problem problem = new Poisson(Poisson.Supervision.GRADIENTS, 1, 64).of(plane);
    Batch batch = problem.draw(0, 1, new Draws(new Philox(1)));
    for (int n = 0; n < batch.points()[0].length; n++) {
      double row = (batch.points()[0][n] + 1) * 2;
      double column = (batch.points()[1][n] + 1) * 2.5;
      double[][] y = {{0.1 * row + 0.02 * column}, {0.1}, {0.02}};
      assertThat(batch.loss().at(n, y, new double[3][1])).isLessThan(1e-12);
    }
  }
}
