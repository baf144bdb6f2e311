package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlpTwinTest {
  private final Kernels scalar = KernelProviders.scalar();
  private final Kernels vector = KernelProviders.vector().kernels().orElseThrow();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 13, 15, 16, 17, 31, 32, 33, 61, 784})
  void vector_is_scalar_bit_for_bit_at_any_number_of_points(int count) {
    agree(MlpProblem.scattered(count, 17, 2, 3), 5);
    agree(MlpProblem.scattered(count, 32, 2, 1), 5);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "5,1,3", "16,2,1", "17,3,3", "32,4,1", "48,2,3", "32,2,6", "5,4,3"})
  void vector_is_scalar_bit_for_bit_at_any_size(int width, int depth, int outputs) {
    agree(MlpProblem.scattered(61, width, depth, outputs), 5);
    agree(MlpProblem.grid(width, depth, outputs, 7, 9), 5);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,13", "13,1", "5,17", "28,28", "3,40", "16,16"})
  void vector_is_scalar_bit_for_bit_on_any_grid(int height, int width) {
    agree(MlpProblem.grid(17, 2, 3, height, width), 5);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,4,5", "2,1,33"})
  void vector_is_scalar_bit_for_bit_on_volumes(int slices, int height, int width) {
    agree(MlpProblem.grid(17, 2, 1, slices, height, width), 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 61})
  void vector_is_scalar_bit_for_bit_on_a_line(int count) {
    agree(MlpProblem.grid(17, 2, 1, count), 5);
  }

  @ParameterizedTest
  @CsvSource({"33,200", "200,33", "192,187"})
  void vector_is_scalar_bit_for_bit_over_several_tiles(int height, int width) {
    MlpProblem problem = MlpProblem.grid(5, 2, 3, height, width);
    assertThat(problem.points.count()).isGreaterThan(problem.shape.tile());
    agree(problem, 2);
  }

  @ParameterizedTest
  @CsvSource({"100,50", "192,187"})
  void threads_that_share_an_image_give_the_bits_of_one(int height, int width) {
    MlpProblem problem = MlpProblem.grid(5, 2, 3, height, width);
    assertThat(problem.shape.tiles(problem.points.positions()).strands()).isGreaterThan(4);
    shared(problem);
    shared(problem.waves(3, false).relu());
    shared(problem.gabor(Gabor.Form.COMPLEX));
    shared(problem.grids(2, 3, 6));
    shared(problem.filters(true));
  }

  private void shared(MlpProblem problem) {
    float[] alone = problem.run(vector.mlp(problem.shape, Team.SOLO), vector, 3);
    for (int seed = 0; seed < 3; seed++) {
      Team team = new ShuffledTeam(4, seed);
      assertThat(problem.run(vector.mlp(problem.shape, team), vector, 3)).containsExactly(alone);
    }
  }

  private void agree(MlpProblem problem, int steps) {
    same(problem, steps);
    same(problem.finer(true), steps);
    same(problem.finer(false), steps);
    same(problem.relu(), steps);
    same(problem.tanh(), steps);
    same(problem.gauss(), steps);
    same(problem.affine(), steps);
    same(problem.grids(2, 5), steps);
    same(problem.grids(3, 2, 4).relu(), steps);
    for (Gabor.Form form : Gabor.Form.values()) {
      same(problem.gabor(form), steps);
    }
    same(problem.filters(true), steps);
    same(problem.filters(false), steps);
    same(problem.waves(5, true).gauss(), steps);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,false", "1,17,2,true", "8,16,3,false", "37,5,1,true", "64,32,2,false"})
  void vector_is_scalar_bit_for_bit_with_any_number_of_waves(
      int count, int width, int depth, boolean kept) {
    same(MlpProblem.scattered(61, width, depth, 3).waves(count, kept), 5);
    same(MlpProblem.grid(width, depth, 1, 7, 9).waves(count, kept).relu(), 5);
    same(MlpProblem.grid(width, depth, 1, 3, 4, 5).waves(count, kept).finer(true), 5);
    same(MlpProblem.grid(width, depth, 2, 21).waves(count, kept), 5);
  }

  private void same(MlpProblem problem, int steps) {
    float[] expected = problem.run(scalar, steps);
    assertThat(problem.run(vector, steps)).containsExactly(expected);
    for (float value : expected) {
      assertThat(value).isFinite();
    }
  }
}
