package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.kernel.KernelProviders;
import io.anchorage.signal.Signal;
import io.anchorage.task.Ct;
import io.anchorage.task.Denoise;
import io.anchorage.task.Inpaint;
import io.anchorage.task.MaskConfig;
import io.anchorage.task.Pictures;
import io.anchorage.task.SuperResolution;
import io.anchorage.task.SuperResolution.Supervision;
import io.anchorage.task.TaskConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fits to tasks find. */
class TaskScienceTest {
  @Test
  void smooth_images_are_found_again_from_what_was_observed_of_them() {
    for (TaskConfig task :
        List.of(
            new Inpaint(new MaskConfig.RandomPixels(0.5), 0.05, 0),
            new SuperResolution(2, Supervision.PIXELS, 0, 0),
            new SuperResolution(2, Supervision.RENDERING, 0, 0),
            new Ct(40, 0.05, 0))) {
      Signal image = Pictures.waves("a", 24, 24, 1);
      FitRecipe recipe =
          TaskFits.recipe("{kind: siren, width: 24, depth: 2, omega: 10}", task, 400)
              .withLearningRate(2e-3f);

      FieldOutcome.Fitted fitted = TaskFits.fit(recipe, KernelProviders.best(), image);

      TaskScores scores = fitted.task().orElseThrow();
      // Pixels of a small image are not where their centres are in the large one.
      double estimate = task.isOnOwnGrid() ? 0 : scores.estimate();
      assertThat(fitted.psnr()).as("%s", task).isGreaterThan(Math.max(27, estimate));
      assertThat(scores.best()).isGreaterThanOrEqualTo(fitted.psnr());
      assertThat(scores.fitted()).isGreaterThan(27);
    }
  }

  @Test
  void noise_ends_a_fit_when_what_is_held_out_gets_worse() {
    Signal image = Pictures.waves("a", 24, 24, 1);
    FitRecipe recipe =
        TaskFits.recipe(
                "{kind: siren, width: 48, depth: 2, omega: 8}", new Denoise(10, 2, 0.2, 0), 2000)
            .withLearningRate(2e-3f)
            .withStop(new StopRule(2000, 0, 0.01, 100, 25));

    FieldOutcome.Fitted stopped = TaskFits.fit(recipe, KernelProviders.best(), image);
    FieldOutcome.Fitted whole =
        TaskFits.fit(recipe.withStop(StopRule.after(2000)), KernelProviders.best(), image);

    assertThat(stopped.stoppedBy()).isEqualTo(StopReason.PLATEAU);
    assertThat(stopped.steps()).isLessThan(1500);
    assertThat(stopped.psnr()).isGreaterThan(whole.psnr() + 1);
  }
}
