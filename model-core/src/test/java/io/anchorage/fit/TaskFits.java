package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigReader;
import io.anchorage.family.Families;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Kernels;
import io.anchorage.signal.Signal;
import io.anchorage.task.TaskConfig;
import java.util.List;

/** Small fits to tasks, for tests. */
final class TaskFits {
  private TaskFits() {}

  static FitRecipe recipe(String family, TaskConfig task, int steps) {
    FitRecipe usual = Families.defaultRecipe(ConfigReader.parse("family: " + family, "a test"));
    return new FitRecipe(
        new ConfigBinder(Families.kinds())
            .bind(ConfigReader.parse("family: " + family, "a test"), new OfFamily(usual.family()))
            .family(),
        usual.adam(),
        usual.schedule(),
        StopRule.after(steps),
        3,
        1,
        List.of(),
        task);
  }

  /** What a test's family is bound from. */
  record OfFamily(FamilyConfig family) {}

  static FieldOutcome.Fitted fit(FitRecipe recipe, Kernels kernels, Signal image) {
    Engine engine = new CpuEngine(kernels);
    SharedParameters shared =
        Engines.preparation(recipe, engine)
            .map(preparation -> preparation.untrained(recipe, image.channels()))
            .orElse(SharedParameters.none());
    FieldOutcome outcome =
        new Fitter(engine, recipe, shared, Cancellation.NEVER)
            .fit(List.of(new FitTask(image, 0)))
            .get(0);
    assertThat(outcome).isInstanceOf(FieldOutcome.Fitted.class);
    return (FieldOutcome.Fitted) outcome;
  }
}
