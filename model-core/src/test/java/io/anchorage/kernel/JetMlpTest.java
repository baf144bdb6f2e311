package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.JetShape.Pair;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives by the coordinates, and the gradient of losses on them, against central differences
 * in double precision; scalar against SIMD bit for bit.
 */
class JetMlpTest {
  private static final double STEP = 1e-3;
  private static final List<Pair> PLANE = List.of(new Pair(0, 0), new Pair(0, 1), new Pair(1, 1));

  private final Kernels scalar = KernelProviders.scalar();
  private final Kernels vector = KernelProviders.vector().kernels().orElseThrow();

  static Stream<JetShape> shapes() {
    return Stream.of(
        shape(new Sine(Collections.nCopies(3, 3f)), 2, 7, 2, 2),
        shape(new Tanh(2), 2, 5, 1, 1),
        shape(new Relu(3), 2, 6, 1, 1),
        new JetShape(
            network(new Sine(List.of(4f, 2f)), new Affine(3, 1.5f, -0.25f), 5, 1),
            List.of(2f, 1f, 0.5f),
            List.of(new Pair(0, 0), new Pair(1, 1), new Pair(2, 2))));
  }

  private static JetShape shape(
      Activation activation, int axes, int width, int outputs, float rate) {
    return new JetShape(
        network(activation, new InputMapping.Identity(axes), width, outputs),
        Collections.nCopies(axes, rate),
        PLANE);
  }

  private static MlpShape network(
      Activation activation, InputMapping mapping, int width, int outputs) {
    return new MlpShape(mapping, width, activation.layers(), outputs, activation, 0.25f);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void derivatives_by_the_coordinates_are_central_differences(JetShape shape) {
    MlpPoints points = points(shape, 5);
    float[] parameters = parameters(shape);
    try (JetMlp jets = new JetMlp(shape, scalar, Team.SOLO)) {
      jets.loss(
          points,
          parameters,
          (n, y, slopes) -> {
            for (int o = 0; o < shape.orders(); o++) {
              double[] expected = differences(shape, points, n, o, widened(parameters));
              for (int c = 0; c < expected.length; c++) {
                assertThat(y[o][c])
                    .as("order %d", o)
                    .isCloseTo(expected[c], within(2e-4 * (1 + Math.abs(expected[c]))));
              }
            }
            return 0;
          });
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void the_gradient_by_the_parameters_is_a_central_difference(JetShape shape) {
    MlpPoints points = points(shape, 4);
    float[] parameters = parameters(shape);
    float[] gradient = new float[parameters.length];
    try (JetMlp jets = new JetMlp(shape, scalar, Team.SOLO)) {
      double loss = jets.gradient(points, parameters, JetMlpTest::loss, gradient);
      assertThat(loss)
          .isCloseTo(
              doubleLoss(shape, points, widened(parameters)), within(1e-4 * (1 + Math.abs(loss))));
      for (int i = 0; i < gradient.length; i++) {
        double[] moved = widened(parameters);
        moved[i] += 1e-4;
        double up = doubleLoss(shape, points, moved);
        moved[i] -= 2e-4;
        double expected = (up - doubleLoss(shape, points, moved)) / 2e-4;
        assertThat((double) gradient[i])
            .as("parameter %d", i)
            .isCloseTo(expected, within(2e-3 * (1 + Math.abs(expected))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void vector_is_scalar_bit_for_bit_and_a_team_changes_nothing(JetShape shape) {
    MlpPoints points = points(shape, 600);
    float[] parameters = parameters(shape);
    float[] expected = new float[parameters.length];
    float[] actual = new float[parameters.length];
    try (JetMlp one = new JetMlp(shape, scalar, Team.SOLO);
        JetMlp other = new JetMlp(shape, vector, new ShuffledTeam(3, 5))) {
      for (int again = 0; again < 2; again++) {
        double loss = one.gradient(points, parameters, JetMlpTest::loss, expected);
        assertThat(other.gradient(points, parameters, JetMlpTest::loss, actual)).isEqualTo(loss);
        assertThat(actual).containsExactly(expected);
      }
    }
  }

  @Test
  void a_network_whose_jets_are_not_known_is_refused() {
    MlpShape waves = network(new Gauss(List.of(3f, 3f)), new InputMapping.Identity(2), 5, 1);
    assertThat(JetShape.suits(waves)).isFalse();
    assertThatThrownBy(() -> new JetShape(waves, List.of(1f, 1f), PLANE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Something of every order, not symmetric in any. */
  private static double loss(int point, double[][] y, double[][] slopes) {
    double sum = 0;
    for (int o = 0; o < y.length; o++) {
      for (int c = 0; c < y[o].length; c++) {
        double aim = 0.3 * o - 0.1 * point + 0.2 * c;
        double weight = 1.0 / (1 + o);
        sum += weight * (y[o][c] - aim) * (y[o][c] - aim);
        slopes[o][c] = 2 * weight * (y[o][c] - aim);
      }
    }
    return sum;
  }

  private static double doubleLoss(JetShape shape, MlpPoints points, double[] parameters) {
    double sum = 0;
    for (int n = 0; n < points.count(); n++) {
      double[][] y = new double[shape.orders()][];
      for (int o = 0; o < y.length; o++) {
        y[o] = differences(shape, points, n, o, parameters);
      }
      sum += loss(n, y, new double[y.length][shape.network().outputs()]);
    }
    return sum;
  }

  /** An order of the jet by differences of the network's values. */
  private static double[] differences(
      JetShape shape, MlpPoints points, int n, int order, double[] parameters) {
    double[] x = new double[points.inputs()];
    for (int k = 0; k < x.length; k++) {
      x[k] = points.coordinates(k)[n];
    }
    if (order == 0) {
      return DoubleMlp.outputs(shape.network(), x, parameters);
    }
    if (order <= shape.coordinates()) {
      int k = order - 1;
      return slope(shape, x, k, at -> DoubleMlp.outputs(shape.network(), at, parameters));
    }
    Pair pair = shape.pairs().get(order - 1 - shape.coordinates());
    return slope(
        shape,
        x,
        pair.a(),
        there ->
            slope(
                shape, there, pair.b(), at -> DoubleMlp.outputs(shape.network(), at, parameters)));
  }

  private interface Values {
    double[] at(double[] x);
  }

  /** Of fourth order in the step. */
  private static double[] slope(JetShape shape, double[] x, int k, Values values) {
    double[] out = new double[shape.network().outputs()];
    int[] at = {-2, -1, 1, 2};
    double[] weights = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};
    for (int i = 0; i < at.length; i++) {
      double[] moved = x.clone();
      moved[k] += at[i] * STEP;
      double[] y = values.at(moved);
      for (int c = 0; c < out.length; c++) {
        out[c] += weights[i] * y[c] / STEP * shape.rates().get(k);
      }
    }
    return out;
  }

  private static MlpPoints points(JetShape shape, int count) {
    float[][] coordinates = new float[shape.coordinates()][];
    for (int k = 0; k < coordinates.length; k++) {
      coordinates[k] = MlpProblem.uniform(20 + k, count, 1f);
    }
    return MlpPoints.list(coordinates);
  }

  private static float[] parameters(JetShape shape) {
    return MlpProblem.uniform(31, shape.network().parameters(), 0.7f);
  }

  private static double[] widened(float[] parameters) {
    double[] out = new double[parameters.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = parameters[i];
    }
    return out;
  }
}
