package io.anchorage.family.arc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArcTwinTest {
  private final Kernels scalar = KernelProviders.scalar();
  private final Kernels vector = KernelProviders.vector().kernels().orElseThrow();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 13, 15, 16, 17, 31, 32, 33, 61, 196})
  void vector_is_scalar_bit_for_bit_at_any_number_of_points(int count) {
    agree(new ArcProblem(4, 32, 1, 39, count));
    agree(new ArcProblem(4, 8, 3, 5, count));
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,1",
    "1,8,3,2",
    "2,31,1,3",
    "3,32,3,4",
    "4,31,3,5",
    "4,16,2,7",
    "4,1,1,61",
    "5,33,4,13",
    "16,3,5,17",
    "4,64,8,40"
  })
  void vector_is_scalar_bit_for_bit_at_any_size(int slots, int dim, int channels, int anchors) {
    agree(new ArcProblem(slots, dim, channels, anchors, 37));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 50})
  void constants_that_are_kept_are_those_that_are_computed_again(int count) {
    ArcProblem problem = new ArcProblem(4, 32, 3, 11, count);
    for (Kernels kernels : new Kernels[] {scalar, vector}) {
      equal(problem.new Result(kernels, true, Team.SOLO), problem.run(kernels));
    }
  }

  /** 1100 points are three strands. */
  @ParameterizedTest
  @ValueSource(ints = {513, 1100})
  void strands_shared_by_a_team_give_the_bits_of_one_thread(int count) {
    ArcProblem problem = new ArcProblem(4, 16, 3, 61, count);
    agree(problem);
    for (Kernels kernels : new Kernels[] {scalar, vector}) {
      equal(problem.new Result(kernels, false, new BackwardTeam()), problem.run(kernels));
    }
  }

  /** Does the parts in the opposite order, each on a thread of its own. */
  private static final class BackwardTeam implements Team {
    @Override
    public int size() {
      return 2;
    }

    @Override
    public void each(int parts, IntConsumer part) {
      for (int i = parts - 1; i >= 0; i--) {
        int number = i;
        Thread thread = new Thread(() -> part.accept(number));
        thread.start();
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void agree(ArcProblem problem) {
    ArcProblem.Result expected = problem.run(scalar);
    equal(problem.run(vector), expected);
    assertThat(expected.loss).isFinite().isPositive();
    assertThat(expected.latentGradients).doesNotContain(Float.NaN);
  }

  private static void equal(ArcProblem.Result actual, ArcProblem.Result expected) {
    assertThat(actual.values).containsExactly(expected.values);
    assertThat(actual.loss).isEqualTo(expected.loss);
    assertThat(actual.latentGradients).containsExactly(expected.latentGradients);
    assertThat(actual.gw).containsExactly(expected.gw);
    assertThat(actual.gb).containsExactly(expected.gb);
    assertThat(actual.gv).containsExactly(expected.gv);
    assertThat(actual.gvBias).containsExactly(expected.gvBias);
  }
}
