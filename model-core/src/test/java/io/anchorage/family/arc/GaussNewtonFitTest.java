package io.anchorage.family.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.ForkTeam;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussNewtonFitTest {
  private static final Kernels SCALAR = KernelProviders.scalar();
  private static final Kernels VECTOR = KernelProviders.vector().kernels().orElseThrow();
  private static final LatentSolver NEWTON = LatentSolver.GaussNewton.defaults();

  @ParameterizedTest
  @CsvSource({
    "1,1,1,0,32",
    "1,3,1,0,8",
    "2,2,3,0,31",
    "7,11,3,0,31",
    "17,19,1,20,32",
    "28,28,1,0,32",
    "31,5,2,60,8"
  })
  void vector_and_scalar_fits_are_the_same_bit_for_bit(
      int height, int width, int channels, int latents, int dim) throws BadSignalException {
    ArcConfig config = ArcFits.config(latents, dim).withSolver(NEWTON);
    Signal signal = ArcFits.noise("twin", height, width, channels);
    FitSession scalar = open(config, signal, SCALAR, Team.SOLO);
    FitSession vector = open(config, signal, VECTOR, Team.SOLO);
    for (int i = 0; i < 5; i++) {
      scalar.step(1);
      vector.step(1);
      assertThat(vector.lastLoss()).isEqualTo(scalar.lastLoss()).isFinite();
    }
    assertThat(latents(vector)).containsExactly(latents(scalar)).doesNotContain(Float.NaN);
  }

  @Test
  void a_team_gives_the_bits_of_one_thread() throws BadSignalException {
    ArcConfig config = ArcFits.config(0, 16).withSolver(NEWTON);
    Signal signal = ArcFits.noise("team", 40, 41, 3);
    FitSession alone = open(config, signal, VECTOR, Team.SOLO);
    FitSession shared = open(config, signal, VECTOR, new ForkTeam(3, "newton"));
    alone.step(4);
    shared.step(4);
    assertThat(latents(shared)).containsExactly(latents(alone));
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-6f, 0.1f, 100f})
  void the_loss_never_rises_whatever_the_damping_and_is_that_of_the_field(float damping)
      throws BadSignalException {
    ArcConfig config =
        ArcFits.config(0, 32).withSolver(new LatentSolver.GaussNewton(damping, 20, 0.1f));
    Signal signal = ArcFits.noise("falls", 28, 28, 1);
    FitSession session = open(config, signal, VECTOR, Team.SOLO);
    int[] all = IntStream.range(0, 784).toArray();
    double last = session.loss(all);
    for (int i = 0; i < 15; i++) {
      session.step(1);
      double loss = session.loss(all);
      assertThat(loss).isLessThanOrEqualTo(last);
      assertThat((double) session.lastLoss()).isCloseTo(loss, within(1e-6));
      last = loss;
    }
    assertThat(session.steps()).isEqualTo(15);
  }

  @Test
  void ten_iterations_go_further_than_two_hundred_steps_of_adam() throws BadSignalException {
    ArcConfig config = ArcFits.config(0, 32);
    Signal signal = ArcFits.waves(1, 28);
    FitSession adam = open(config, signal, VECTOR, Team.SOLO);
    FitSession newton = open(config.withSolver(NEWTON), signal, VECTOR, Team.SOLO);
    adam.step(200);
    newton.step(10);
    int[] all = IntStream.range(0, 784).toArray();
    assertThat(newton.loss(all)).isLessThan(adam.loss(all) / 2);
  }

  @Test
  void a_new_target_is_followed_from_where_the_fit_stands() throws BadSignalException {
    ArcConfig config = ArcFits.config(0, 32).withSolver(NEWTON);
    FitSession session = open(config, ArcFits.waves(1, 28), VECTOR, Team.SOLO);
    session.step(6);
    session.retarget(ArcFits.waves(5, 28).values());
    int[] all = IntStream.range(0, 784).toArray();
    double before = session.loss(all);
    session.step(6);
    assertThat(session.loss(all)).isLessThan(before / 10);
  }

  @Test
  void pixels_that_are_not_fitted_have_no_part() throws BadSignalException {
    ArcConfig part =
        ArcFits.partly(ArcFits.fixedScale(ArcFits.config(9, 8), 2.5f, 2), 100).withSolver(NEWTON);
    Signal signal = ArcFits.noise("part", 19, 14, 1);
    FitSession session = open(part, signal, VECTOR, Team.SOLO);
    session.step(3);
    assertThat(session.lastLoss()).isFinite().isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "djl"})
  void engines_without_it_refuse_the_recipe_in_one_line(String engine) {
    FitRecipe recipe = ArcFits.recipe(ArcFits.config(0, 32).withSolver(NEWTON));
    assertThatThrownBy(() -> Engines.require(engine, recipe))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Engine %s does not fit family arc with solver gauss-newton: choose one of these engines: auto, scalar, vector"
                .formatted(engine));
    Engines.require(engine, ArcFits.recipe(ArcFits.config(0, 32)));
    Engines.require("vector", recipe);
  }

  @Test
  void an_image_that_does_not_fit_into_the_heap_is_refused_before_memory_is_taken() {
    ArcConfig config = ArcFits.config(0, 1024).withSolver(NEWTON);
    Signal signal = ArcFits.noise("large", 1500, 1500, 1);
    assertThatThrownBy(() -> GaussNewtonFit.checkMemory(config, signal))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("an image of 2250000 pixels")
        .hasMessageContaining("choose family.solver.kind adam");
  }

  private static float[] latents(FitSession session) {
    return session.field().floats(ArcFamily.LATENTS);
  }

  private static FitSession open(ArcConfig config, Signal signal, Kernels kernels, Team team)
      throws BadSignalException {
    SharedParameters decoder = ArcFits.decoder(config, signal.channels());
    FitTask task = new FitTask(signal, 0);
    return new ArcFitter().open(ArcFits.recipe(config), decoder, task, kernels, team);
  }
}
