package io.anchorage.family.arc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.KernelProviders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The factorised decoder against the plain one, in double precision. */
class ArcScienceTest {
  @ParameterizedTest
  @CsvSource({"4,32,1,39,196", "4,31,3,5,17", "1,8,1,1,3", "3,5,2,7,33", "4,32,3,60,64"})
  void the_first_layer_applied_to_latents_and_slots_is_the_first_layer_applied_to_points(
      int slots, int dim, int channels, int anchors, int count) {
    ArcProblem problem = new ArcProblem(slots, dim, channels, anchors, count);
    ArcProblem.Result result = problem.run(KernelProviders.scalar());
    double[] direct = problem.directValues();
    for (int i = 0; i < direct.length; i++) {
      assertThat((double) result.values[i]).isCloseTo(direct[i], within(2e-6));
    }
    assertThat((double) result.loss).isCloseTo(problem.directLoss(), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"4,6,1,9,50", "2,5,3,4,19", "1,3,2,1,5"})
  void all_gradients_are_those_of_central_differences(
      int slots, int dim, int channels, int anchors, int count) {
    ArcProblem problem = new ArcProblem(slots, dim, channels, anchors, count);
    ArcProblem.Result result = problem.run(KernelProviders.scalar());
    check("latents", problem, problem.latents, result.latentGradients);
    check("w", problem, problem.w, result.gw);
    check("b", problem, problem.b, result.gb);
    check("v", problem, problem.v, result.gv);
    check("v bias", problem, problem.vBias, result.gvBias);
  }

  /** The step is small, so that no sum crosses the kink of the relu. */
  private static void check(String what, ArcProblem problem, float[] parameters, float[] gradient) {
    float step = 0x1p-18f;
    double largest = 0;
    for (int i = 0; i < parameters.length; i++) {
      float at = parameters[i];
      parameters[i] = at + step;
      double span = parameters[i];
      double above = problem.directLoss();
      parameters[i] = at - step;
      span -= parameters[i];
      double below = problem.directLoss();
      parameters[i] = at;
      double expected = (above - below) / span;
      assertThat((double) gradient[i]).as("%s %d", what, i).isCloseTo(expected, within(1e-4));
      largest = Math.max(largest, Math.abs(expected));
    }
    assertThat(largest).as(what).isGreaterThan(1e-3);
  }
}
