package io.anchorage.fit.cuda;

import static io.anchorage.fit.cuda.CudaCases.arc;
import static io.anchorage.fit.cuda.CudaCases.decoder;
import static io.anchorage.fit.cuda.CudaCases.image;
import static io.anchorage.fit.cuda.CudaCases.images;
import static io.anchorage.fit.cuda.CudaCases.recipe;
import static io.anchorage.fit.cuda.CudaCases.siren;
import static io.anchorage.fit.cuda.CudaCases.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.MlpFields;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.Coordinates;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Cancellation;
import io.anchorage.fit.DeviceFullException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.cuda.FakeGpu;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine on a driver that runs the kernels' own text on the CPU: what groups, retired fits, new
 * targets, stop rules and a full device do.
 */
class CudaEngineTest {
  private static final Percentage LOSS = Percentage.withPercentage(0.1);
  private static final long MEMORY = 4L << 30;

  private static Engine cuda;
  private static Engine scalar;

  @BeforeAll
  static void open() {
    FakeGpu.install();
    cuda = Engines.open("cuda");
    scalar = Engines.open("scalar");
  }

  @AfterEach
  void nothing_stays_on_the_device() {
    FakeGpu.reverse(false);
    FakeGpu.memory(MEMORY);
    assertThat(FakeGpu.memoryInUse()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 130})
  void chunks_of_pixels_do_not_depend_on_the_group_or_on_how_steps_are_cut(int width)
      throws Exception {
    FitRecipe base = siren(width, 2, SirenVariant.REFERENCE);
    FitRecipe recipe =
        recipe(
            base,
            new SirenConfig(
                width, 2, List.of(30f), SirenVariant.REFERENCE, Initialisation.PER_IMAGE, 1, 0.4));
    List<Signal> images = images(3, 1, 9, 11);
    try (FitGroup together = cuda.open(recipe, SharedParameters.none(), tasks(images));
        FitGroup alone = cuda.open(recipe, SharedParameters.none(), tasks(images.subList(2, 3)))) {
      together.step(2);
      together.retire(0);
      together.step(5);
      for (int i = 0; i < 7; i++) {
        alone.step(1);
      }

      assertThat(parameters(together.sessions().get(2)))
          .containsExactly(parameters(alone.sessions().get(0)));
    }
  }

  @Test
  void the_order_in_which_threads_reach_a_barrier_does_not_show() throws Exception {
    for (FitRecipe recipe :
        List.of(
            siren(13, 3, SirenVariant.REFERENCE),
            siren(130, 2, SirenVariant.REFERENCE),
            arc(8, 3, 0.5))) {
      SharedParameters shared =
          recipe.family() instanceof ArcConfig ? decoder(recipe, 2) : SharedParameters.none();
      float[] forwards = after(recipe, shared, 4, false);
      float[] backwards = after(recipe, shared, 4, true);

      assertThat(backwards).containsExactly(forwards);
    }
  }

  private static float[] after(
      FitRecipe recipe, SharedParameters shared, int steps, boolean reverse) throws Exception {
    FakeGpu.reverse(reverse);
    try (FitGroup group = cuda.open(recipe, shared, tasks(images(1, 2, 9, 11)))) {
      group.step(steps);
      return group.sessions().get(0).evaluateGrid();
    }
  }

  @Test
  void a_fit_has_the_same_bits_whatever_its_group_and_however_its_steps_are_cut() throws Exception {
    FitRecipe recipe = siren(16, 2, SirenVariant.REFERENCE);
    List<Signal> images = images(3, 1, 9, 11);
    try (FitGroup together = cuda.open(recipe, SharedParameters.none(), tasks(images));
        FitGroup alone = cuda.open(recipe, SharedParameters.none(), tasks(images.subList(2, 3)))) {
      together.step(6);
      for (int i = 0; i < 6; i++) {
        alone.step(1);
      }

      assertThat(parameters(together.sessions().get(2)))
          .containsExactly(parameters(alone.sessions().get(0)));
    }
  }

  @Test
  void a_retired_fit_stands_still_and_the_others_go_on() throws Exception {
    FitRecipe recipe = siren(16, 2, SirenVariant.REFERENCE);
    List<FitTask> tasks = tasks(images(2, 1, 9, 11));
    try (FitGroup group = cuda.open(recipe, SharedParameters.none(), tasks);
        FitGroup reference = scalar.open(recipe, SharedParameters.none(), tasks)) {
      group.step(4);
      float[] still = parameters(group.sessions().get(0));
      group.retire(0);
      group.step(3);
      group.sessions().get(1).step(2);
      reference.sessions().get(1).step(9);

      assertThat(parameters(group.sessions().get(0))).containsExactly(still);
      assertThat(group.sessions().get(0).steps()).isEqualTo(4);
      assertThat(group.sessions().get(1).steps()).isEqualTo(9);
      assertThat(group.sessions().get(1).lastLoss())
          .isCloseTo(reference.sessions().get(1).lastLoss(), LOSS);
    }
  }

  @Test
  void a_new_target_takes_effect_with_the_next_step_and_keeps_the_moments() throws Exception {
    float[] target = image("other", 3, 9, 11).values();
    FitRecipe arc = arc(8, 3, 0.5);
    List<FitTask> tasks = tasks(images(1, 3, 9, 11));
    for (FitRecipe recipe : List.of(siren(16, 2, SirenVariant.COIN), arc)) {
      SharedParameters shared =
          recipe.family() instanceof ArcConfig ? decoder(arc, 3) : SharedParameters.none();
      try (FitGroup one = cuda.open(recipe, shared, tasks);
          FitGroup two = scalar.open(recipe, shared, tasks)) {
        for (FitGroup group : List.of(one, two)) {
          assertThat(group.sessions().get(0).lastLoss()).isNaN();
          group.step(4);
          group.sessions().get(0).retarget(target);
          group.step(4);
        }
        FitSession a = one.sessions().get(0);
        FitSession b = two.sessions().get(0);
        int[] some = {0, 5, 70, 5};
        Coordinates between = new Coordinates(new float[][] {{0.5f, 3f}, {1f, 2.25f}});

        assertThat(a.lastLoss()).isCloseTo(b.lastLoss(), LOSS);
        assertThat(a.loss(some)).isCloseTo(b.loss(some), LOSS);
        assertThat(a.evaluate(between)).containsExactly(b.evaluate(between), within(1e-3f));
        assertThatThrownBy(() -> a.loss(new int[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.loss(new int[] {99}))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> a.retarget(new float[3]))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void stop_rules_end_each_image_as_they_do_on_the_cpu() {
    FitRecipe base = siren(16, 2, SirenVariant.REFERENCE);
    FitRecipe recipe =
        new FitRecipe(
            base.family(),
            base.adam(),
            new StopRule(40, 14, 0, 100, 5),
            base.seed(),
            1,
            List.of(1, 7));
    List<FitTask> tasks = tasks(images(3, 1, 9, 11));
    List<FieldOutcome> device = fit(cuda, recipe, tasks);
    List<FieldOutcome> reference = fit(scalar, recipe, tasks);

    for (int i = 0; i < tasks.size(); i++) {
      FieldOutcome.Fitted a = (FieldOutcome.Fitted) device.get(i);
      FieldOutcome.Fitted b = (FieldOutcome.Fitted) reference.get(i);
      assertThat(a.steps()).isEqualTo(b.steps());
      assertThat(a.psnr()).isCloseTo(b.psnr(), within(0.01));
      assertThat(a.ssim()).isCloseTo(b.ssim(), within(1e-3));
      assertThat(a.curve()).hasSameSizeAs(b.curve());
    }
    assertThat(device).extracting(outcome -> ((FieldOutcome.Fitted) outcome).steps()).contains(40);
  }

  @Test
  void a_group_that_the_device_has_no_room_for_is_fitted_in_smaller_ones() {
    FitRecipe base = siren(16, 2, SirenVariant.REFERENCE);
    FitRecipe recipe =
        new FitRecipe(base.family(), base.adam(), StopRule.after(2), 1, 1, List.of());
    List<FitTask> tasks = tasks(images(8, 1, 9, 11));
    List<FieldOutcome> roomy = fit(cuda, recipe, tasks);
    FakeGpu.memory(40_000);
    List<FieldOutcome> narrow = fit(cuda, recipe, tasks);

    for (int i = 0; i < tasks.size(); i++) {
      assertThat(((FieldOutcome.Fitted) narrow.get(i)).loss())
          .isEqualTo(((FieldOutcome.Fitted) roomy.get(i)).loss());
    }
    FakeGpu.memory(10_000);
    assertThat(fit(cuda, recipe, tasks.subList(0, 1)))
        .singleElement()
        .isInstanceOfSatisfying(
            FieldOutcome.Failed.class,
            failed -> assertThat(failed.message()).contains("device memory").doesNotContain("\n"));
    assertThatThrownBy(() -> cuda.open(recipe, SharedParameters.none(), tasks))
        .isInstanceOf(DeviceFullException.class);
  }

  @Test
  void signals_that_cannot_be_fitted_are_refused_as_on_the_cpu() {
    FitRecipe recipe = arc(8, 3, 0.5);
    assertThatThrownBy(() -> cuda.open(recipe, decoder(recipe, 1), tasks(images(1, 3, 9, 11))))
        .isInstanceOf(BadSignalException.class)
        .hasMessageContaining("3 channels");
    Signal line =
        new Signal("line", new Grid(List.of(1, 1, 1, 2)), Normalisation.unit(1), new float[2]);
    assertThatThrownBy(
            () ->
                cuda.open(
                    siren(8, 1, SirenVariant.COIN),
                    SharedParameters.none(),
                    List.of(new FitTask(line, 0))))
        .isInstanceOf(BadSignalException.class);
  }

  private static List<FieldOutcome> fit(Engine engine, FitRecipe recipe, List<FitTask> tasks) {
    return new Fitter(engine, recipe, SharedParameters.none(), Cancellation.NEVER).fit(tasks);
  }

  private static float[] parameters(FitSession session) {
    return session.field().floats(MlpFields.PARAMETERS);
  }
}
