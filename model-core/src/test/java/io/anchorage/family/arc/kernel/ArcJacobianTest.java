package io.anchorage.family.arc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products with the Jacobian, against central differences and against each other. */
class ArcJacobianTest {
  private static final Kernels SCALAR = KernelProviders.scalar();
  private static final Kernels VECTOR = KernelProviders.vector().kernels().orElseThrow();

  /** x (J^T J x) is |J x|^2; the step is small, so that no sum crosses the kink of the relu. */
  @ParameterizedTest
  @CsvSource({"4,6,1,9,50", "2,5,3,4,19", "1,3,2,1,5", "4,32,3,12,40"})
  void products_are_those_of_central_differences(
      int slots, int dim, int channels, int anchors, int count) {
    ArcProblem problem = new ArcProblem(slots, dim, channels, anchors, count);
    Products products = new Products(problem, SCALAR, Team.SOLO);
    double[] change = changes(problem, products.direction);
    double squares = 0;
    for (double value : change) {
      squares += value * value;
    }
    assertThat(products.squares).isCloseTo(squares, within(2e-3 * squares));
    assertThat(dot(products.direction, products.normal)).isCloseTo(squares, within(2e-3 * squares));
    double down = 0;
    double[] values = problem.directValues();
    for (int i = 0; i < values.length; i++) {
      down += (values[i] - problem.targets[i]) * change[i];
    }
    assertThat(dot(products.direction, products.gradient))
        .isCloseTo(down, within(2e-3 * Math.abs(down) + 1e-4));
  }

  @ParameterizedTest
  @CsvSource({"4,32,1,39,196", "3,5,2,7,33", "4,32,3,60,64"})
  void the_gradient_is_that_of_the_pass_through_the_decoder(
      int slots, int dim, int channels, int anchors, int count) {
    ArcProblem problem = new ArcProblem(slots, dim, channels, anchors, count);
    float[] gradient = new Products(problem, SCALAR, Team.SOLO).gradient;
    float[] pass = problem.run(SCALAR).latentGradients;
    for (int i = 0; i < pass.length; i++) {
      int at = i / dim * problem.shape.latentRow() + i % dim;
      double halfOfSum = pass[i] * 0.5 * count * channels;
      assertThat((double) gradient[at]).isCloseTo(halfOfSum, within(2e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({"4,32,1,39,196", "2,5,3,4,19"})
  void a_jacobian_that_followed_its_units_is_one_that_starts_there(
      int slots, int dim, int channels, int anchors, int count) {
    ArcProblem problem = new ArcProblem(slots, dim, channels, anchors, count);
    float[] before = problem.latents.clone();
    Products fresh = new Products(problem, VECTOR, Team.SOLO);
    new Philox(77).fillUniform(problem.latents, 0, problem.latents.length, -1f, 1f);
    float[] elsewhere = problem.latentRows();
    System.arraycopy(before, 0, problem.latents, 0, before.length);
    Products followed = new Products(problem, VECTOR, Team.SOLO, elsewhere);
    for (int i = 0; i < fresh.normal.length; i++) {
      assertThat(followed.normal[i]).isCloseTo(fresh.normal[i], within(1e-4f));
      assertThat(followed.diagonal[i]).isCloseTo(fresh.diagonal[i], within(1e-4f));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,1,1",
    "1,8,3,2,37",
    "2,31,1,3,37",
    "3,32,3,4,37",
    "4,32,1,39,196",
    "4,31,3,5,61",
    "5,33,4,13,37",
    "16,3,5,17,7",
    "4,64,8,40,37",
    "4,16,3,61,1100"
  })
  void vector_is_scalar_bit_for_bit_and_a_team_is_one_thread(
      int slots, int dim, int channels, int anchors, int count) {
    ArcProblem problem = new ArcProblem(slots, dim, channels, anchors, count);
    float[] start = new float[problem.latentRows().length];
    Products scalar = new Products(problem, SCALAR, Team.SOLO, start);
    equal(new Products(problem, VECTOR, Team.SOLO, start), scalar);
    equal(new Products(problem, VECTOR, new BackwardTeam(), start), scalar);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 48, 1008})
  void dot_products_agree_bit_for_bit(int length) {
    float[] a = new float[length];
    float[] b = new float[length];
    new Philox(5).fillUniform(a, 0, length, -1f, 1f);
    new Philox(6).fillUniform(b, 0, length, -1f, 1f);
    float expected = ArcKernels.jacobian(SCALAR).dot(a, b);
    assertThat(ArcKernels.jacobian(VECTOR).dot(a, b)).isEqualTo(expected);
    assertThat((double) expected).isCloseTo(dot(a, b), within(1e-4));
  }

  private static void equal(Products actual, Products expected) {
    assertThat(actual.loss).isEqualTo(expected.loss);
    assertThat(actual.squares).isEqualTo(expected.squares);
    assertThat(actual.gradient).containsExactly(expected.gradient);
    assertThat(actual.diagonal).containsExactly(expected.diagonal);
    assertThat(actual.normal).containsExactly(expected.normal);
    assertThat(expected.normal).doesNotContain(Float.NaN);
  }

  /** (y(z + t x) - y(z - t x)) / 2t of all values. */
  private static double[] changes(ArcProblem problem, float[] direction) {
    int dim = problem.shape.latentDim();
    float[] z = problem.latents.clone();
    double t = 0x1p-14;
    double[][] ends = new double[2][];
    for (int end = 0; end < 2; end++) {
      for (int i = 0; i < z.length; i++) {
        float x = direction[i / dim * problem.shape.latentRow() + i % dim];
        problem.latents[i] = (float) (z[i] + (end == 0 ? t : -t) * x);
      }
      ends[end] = problem.directValues();
    }
    System.arraycopy(z, 0, problem.latents, 0, z.length);
    double[] change = new double[ends[0].length];
    for (int i = 0; i < change.length; i++) {
      change[i] = (ends[0][i] - ends[1][i]) / (2 * t);
    }
    return change;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** What a Jacobian gives at the problem's latents, perhaps after it was elsewhere. */
  private static final class Products {
    final double loss;
    final float[] gradient;
    final float[] diagonal;
    final float[] direction;
    final float[] normal;
    final double squares;

    Products(ArcProblem problem, Kernels kernels, Team team, float[]... before) {
      ArcPoints points = problem.points();
      ArcJacobian jacobian =
          new ArcJacobian(
              ArcKernels.of(kernels),
              ArcKernels.jacobian(kernels),
              problem.weights(),
              points,
              ArcStrand.of(points, 0, problem.count, problem.anchors),
              team);
      for (float[] latents : before) {
        jacobian.differences(problem.targets, latents);
        jacobian.follow();
      }
      float[] latents = problem.latentRows();
      loss = jacobian.differences(problem.targets, latents);
      jacobian.follow();
      gradient = new float[latents.length];
      diagonal = new float[latents.length];
      normal = new float[latents.length];
      direction = latents.clone();
      jacobian.gradient(gradient);
      jacobian.diagonal(diagonal);
      for (int i = 0; i < direction.length; i++) {
        direction[i] = -0.5f * direction[i] + gradient[i];
      }
      squares = jacobian.normal(direction, normal);
      jacobian.close();
    }
  }

  /** Does the parts in the opposite order. */
  private static final class BackwardTeam implements Team {
    @Override
    public int size() {
      return 2;
    }

    @Override
    public void each(int parts, IntConsumer part) {
      for (int i = parts - 1; i >= 0; i--) {
        part.accept(i);
      }
    }
  }
}
