package io.anchorage.family.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.equation.Case;
import io.anchorage.equation.Poisson;
import io.anchorage.equation.Problem;
import io.anchorage.equation.Wave;
import io.anchorage.family.composed.ActivationConfig;
import io.anchorage.family.composed.ComposedConfig;
import io.anchorage.family.composed.MappingConfig;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.CpuEngine;
import io.anchorage.fit.EquationEngine;
import io.anchorage.fit.EquationFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that solve equations. */
class EquationSessionTest {
  private static final Kernels SCALAR = KernelProviders.scalar();
  private static final Kernels VECTOR = KernelProviders.vector().kernels().orElseThrow();

  private static MlpConfig siren(String variant) {
    return new SirenConfig(
        16, 2, List.of(6f), SirenVariant.valueOf(variant), Initialisation.PER_IMAGE);
  }

  private static FitSession open(Kernels kernels, MlpConfig config, Problem problem, int steps)
      throws Exception {
    FitRecipe recipe =
        new FitRecipe(
            config,
            new AdamConfig(5e-3f, 0.9f, 0.999f, 1e-8f),
            StopRule.after(steps),
            1,
            1,
            List.of());
    return new EquationEngine(new CpuEngine(kernels), signal -> problem)
        .open(recipe, SharedParameters.none(), List.of(new FitTask(problem.reference(), 0)))
        .sessions()
        .get(0);
  }

  /** Not the same along rows and columns, so that an exchange of the two is seen. */
  private static Signal image() {
    float[] values = new float[2 * 12 * 9];
    for (int i = 0; i < values.length; i++) {
      int row = i / 9 % 12;
      int column = i % 9;
      int channel = i / 108;
      values[i] = (float) Math.sin(0.5 * row + 0.2 * column + channel) * 0.5f;
    }
    return new Signal("image", Grid.image(12, 9), Normalisation.symmetric(2), values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"REFERENCE", "DWSNETS"})
  void an_image_comes_back_from_its_gradients(String variant) throws Exception {
    Problem problem = new Poisson(Poisson.Supervision.GRADIENTS, 1, 64).of(image());
    try (FitSession session = open(VECTOR, siren(variant), problem, 300)) {
      double before = error(session, problem);
      session.step(300);
      assertThat(error(session, problem)).isLessThan(0.05 * before);
      assertThat(session.losesToSignal()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Poisson.Supervision.class)
  void scalar_and_vector_give_the_same_bits(Poisson.Supervision supervision) throws Exception {
    same(siren("DWSNETS"), new Poisson(supervision, 1, 40).of(image()));
  }

  @Test
  void scalar_and_vector_give_the_same_bits_in_time() throws Exception {
    Wave wave = new Wave(0.4, 2, 9, 0.2, 40, 1, 1, 1);
    same(siren("REFERENCE"), wave.of("x", new Case(1, 1, 0, 0)));
    same(
        new ComposedConfig(8, 2, new MappingConfig.Identity(), new ActivationConfig.Tanh()),
        wave.of("x", new Case(1, 2, 0.5, 0)));
  }

  private static void same(MlpConfig config, Problem problem) throws Exception {
    try (FitSession one = open(SCALAR, config, problem, 3);
        FitSession other = open(VECTOR, config, problem, 3)) {
      one.step(3);
      other.step(3);
      Field expected = one.field();
      assertThat(other.field().floats(MlpFields.PARAMETERS))
          .containsExactly(expected.floats(MlpFields.PARAMETERS));
      assertThat(other.lastLoss()).isEqualTo(one.lastLoss());
      assertThat(config.family().reconstruct(config, SharedParameters.none(), expected))
          .containsExactly(one.evaluateGrid());
    }
  }

  @Test
  void families_without_such_derivatives_say_why() {
    EquationFitter fitter = siren("REFERENCE").family().adapter(EquationFitter.class).orElseThrow();
    assertThat(fitter.refusal(siren("REFERENCE"))).isEmpty();
    assertThat(
            fitter.refusal(
                new ComposedConfig(8, 2, new MappingConfig.Nerf(2), new ActivationConfig.Relu())))
        .hasValueSatisfying(why -> assertThat(why).contains("features"));
  }

  private static double error(FitSession session, Problem problem) {
    float[] values = session.evaluateGrid();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double off = values[i] - problem.reference().values()[i];
      sum += off * off;
    }
    return Math.sqrt(sum / values.length);
  }
}
