package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.check.GradientProbe;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import io.anchorage.task.Ct;
import io.anchorage.task.Denoise;
import io.anchorage.task.Image;
import io.anchorage.task.Inpaint;
import io.anchorage.task.MaskConfig;
import io.anchorage.task.Observation;
import io.anchorage.task.Pictures;
import io.anchorage.task.SuperResolution;
import io.anchorage.task.SuperResolution.Supervision;
import io.anchorage.task.TaskConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedFitTest {
  private static final Signal IMAGE = Pictures.waves("a", 12, 12, 1);

  private static final List<TaskConfig> TASKS =
      List.of(
          new Denoise(40, 2, 0, 0),
          new Denoise(40, 2, 0.1, 0),
          new Inpaint(new MaskConfig.RandomPixels(0.4), 0.1, 0),
          new SuperResolution(4, Supervision.PIXELS, 0, 0),
          new SuperResolution(4, Supervision.PIXELS, 0.1, 0),
          new SuperResolution(4, Supervision.RENDERING, 0.1, 0),
          new Ct(20, 0.05, 0));

  private static final String SIREN = "{kind: siren, width: 16, depth: 2}";

  private static final List<String> FAMILIES =
      List.of(
          SIREN,
          "{kind: siren, width: 16, depth: 2, pixels-per-step: 0.5}",
          "{kind: finer, width: 16, depth: 2}",
          "{kind: composed, width: 16, depth: 2}",
          "{kind: local-global, partitions: [2, 2], local-width: 8, global-width: 8, depth: 2}",
          "{kind: arc, latents: 9, latent-dim: 8}");

  @Test
  void every_family_takes_every_task_with_the_same_bits_on_both_engines() {
    Optional<Kernels> vector = KernelProviders.vector().kernels();
    for (String family : FAMILIES) {
      for (TaskConfig task : TASKS) {
        if (task.isOnOwnGrid() && family.contains("arc")) {
          continue;
        }
        FitRecipe recipe = TaskFits.recipe(family, task, 7);
        FieldOutcome.Fitted scalar = TaskFits.fit(recipe, KernelProviders.scalar(), IMAGE);
        assertThat(scalar.psnr()).as("%s %s", family, task).isFinite();
        assertThat(scalar.field().grid()).isEqualTo(IMAGE.grid());
        if (vector.isPresent()) {
          FieldOutcome.Fitted same = TaskFits.fit(recipe, vector.get(), IMAGE);
          assertThat(parameters(same.field()))
              .as("%s %s", family, task)
              .isEqualTo(parameters(scalar.field()));
          assertThat(same.psnr()).isEqualTo(scalar.psnr());
          assertThat(same.task()).isEqualTo(scalar.task());
        }
      }
    }
  }

  private static float[] parameters(Field field) {
    try {
      return field.floats("parameters");
    } catch (IllegalArgumentException e) {
      return field.floats("latents");
    }
  }

  /** Differences of the loss in double, of fields whose values are evaluated in double. */
  @Test
  void the_step_follows_the_gradient_of_the_loss_of_what_was_observed() throws Exception {
    for (TaskConfig task :
        List.of(
            new Inpaint(new MaskConfig.RandomPixels(0.4), 0.1, 0),
            new SuperResolution(4, Supervision.RENDERING, 0.1, 0),
            new Ct(20, 0.05, 0))) {
      FitRecipe recipe = TaskFits.recipe(SIREN, task, 1);
      CpuEngine engine = new CpuEngine(KernelProviders.scalar());
      double[] gradient =
          GradientProbe.gradient(
              new Observing(engine, task), recipe, SharedParameters.none(), new FitTask(IMAGE, 0));
      Field start =
          TaskFits.fit(recipe.withStop(StopRule.after(0)), KernelProviders.scalar(), IMAGE).field();
      Observation observation = task.observe(IMAGE, recipe.seeds("a", 0)::stream);
      for (int i = 0; i < gradient.length; i += 29) {
        double slope =
            (loss(recipe, observation, start, i, 1e-2f)
                    - loss(recipe, observation, start, i, -1e-2f))
                / 2e-2;
        assertThat(gradient[i]).as("%s, parameter %d", task, i).isCloseTo(slope, within(2e-3));
      }
      assertThat(GradientProbe.difference(gradient, new double[gradient.length])).isPositive();
    }
  }

  private static double loss(
      FitRecipe recipe, Observation observation, Field start, int parameter, float by) {
    float[] moved = start.floats("parameters").clone();
    moved[parameter] += by;
    Field field = Field.on(start.grid(), start.normalisation()).floats("parameters", moved).build();
    float[] values =
        recipe.family().family().reconstruct(recipe.family(), SharedParameters.none(), field);
    return observation.loss(values, new float[values.length]);
  }

  /** An engine whose fits are of a task. */
  private record Observing(Engine engine, TaskConfig task) implements Engine {
    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public String description() {
      return engine.description();
    }

    @Override
    public boolean supports(FitRecipe recipe) {
      return engine.supports(recipe);
    }

    @Override
    public int groupSize(FitRecipe recipe) {
      return 1;
    }

    @Override
    public FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks)
        throws BadSignalException {
      return ObservedGroup.open(engine, recipe.withTask(task), shared, tasks, Team.SOLO);
    }
  }

  @Test
  void denoising_without_a_held_out_part_is_a_plain_fit_to_the_noisy_image() {
    TaskConfig task = new Denoise(40, 2, 0, 0);
    FitRecipe recipe = TaskFits.recipe(SIREN, task, 9);
    FieldOutcome.Fitted fitted = TaskFits.fit(recipe, KernelProviders.best(), IMAGE);
    Observation noisy = seeded(recipe, task);

    FieldOutcome.Fitted plain =
        TaskFits.fit(recipe.withTask(new Image()), KernelProviders.best(), noisy.seen());

    assertThat(parameters(fitted.field())).isEqualTo(parameters(plain.field()));
    assertThat(plain.task()).isEmpty();
    assertThat(fitted.psnr()).isNotEqualTo(plain.psnr());
  }

  private static Observation seeded(FitRecipe recipe, TaskConfig task) {
    try {
      return task.observe(IMAGE, recipe.seeds("a", 0)::stream);
    } catch (BadImageException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void hidden_pixels_change_the_scores_and_not_the_field() {
    TaskConfig task = new Inpaint(new MaskConfig.RandomPixels(0.5), 0.1, 0);
    FitRecipe recipe = TaskFits.recipe(SIREN, task, 20);
    boolean[] hidden = seeded(recipe, task).hidden().orElseThrow();
    float[] other = IMAGE.values().clone();
    for (int i = 0; i < other.length; i++) {
      other[i] = hidden[i] ? 0.9f : other[i];
    }
    Signal changed = new Signal("a", IMAGE.grid(), IMAGE.normalisation(), other);

    FieldOutcome.Fitted one = TaskFits.fit(recipe, KernelProviders.best(), IMAGE);
    FieldOutcome.Fitted two = TaskFits.fit(recipe, KernelProviders.best(), changed);

    assertThat(parameters(two.field())).isEqualTo(parameters(one.field()));
    assertThat(two.task().orElseThrow().hidden()).isNotEqualTo(one.task().orElseThrow().hidden());
    assertThat(two.task().orElseThrow().fitted()).isEqualTo(one.task().orElseThrow().fitted());
  }

  @Test
  void the_curve_has_the_loss_of_what_was_observed() {
    TaskConfig task = new Ct(10, 0, 0);
    FitRecipe recipe = TaskFits.recipe(SIREN, task, 3).withCurveAt(List.of(1, 2));
    Field start =
        TaskFits.fit(recipe.withStop(StopRule.after(0)), KernelProviders.best(), IMAGE).field();
    float[] values =
        recipe.family().family().reconstruct(recipe.family(), SharedParameters.none(), start);

    double first = seeded(recipe, task).loss(values, new float[values.length]);

    assertThat(TaskFits.fit(recipe, KernelProviders.best(), IMAGE).curve().get(0))
        .isEqualTo((float) first);
  }

  @Test
  void an_image_that_does_not_go_with_the_task_fails_in_one_line() {
    FitRecipe recipe = TaskFits.recipe(SIREN, SuperResolution.defaults(), 3);

    FieldOutcome outcome =
        new Fitter(
                new CpuEngine(KernelProviders.best()),
                recipe,
                SharedParameters.none(),
                Cancellation.NEVER)
            .fit(List.of(new FitTask(Pictures.waves("odd", 10, 7, 1), 0)))
            .get(0);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            FieldOutcome.Failed.class,
            failed -> assertThat(failed.message()).contains("7x10", "4 times smaller"));
  }

  @Test
  void settings_that_take_squared_errors_only_are_refused() {
    assertThatThrownBy(
            () -> TaskFits.recipe("{kind: siren, last-layer: solved}", new Ct(10, 0, 0), 3))
        .hasMessageContaining("last-layer solved takes only squared errors");
    assertThatThrownBy(
            () ->
                TaskFits.recipe("{kind: arc, solver: {kind: gauss-newton}}", Inpaint.defaults(), 3))
        .hasMessageContaining("solver gauss-newton takes only squared errors");
    assertThatThrownBy(() -> TaskFits.recipe("{kind: arc}", SuperResolution.defaults(), 3))
        .hasMessage(
            "task.supervision pixels is for families whose fields are of any resolution, and family.kind is arc: choose rendering");
    assertThatThrownBy(
            () ->
                TaskFits.recipe(SIREN, new Ct(10, 0, 0), 3)
                    .withStop(new StopRule(9, 30, 0, 100, 25)))
        .hasMessageContaining("stop.target-psnr looks at what a task holds out");
    assertThat(TaskFits.recipe("{kind: siren, last-layer: solved}", Denoise.defaults(), 3))
        .isNotNull();
  }
}
