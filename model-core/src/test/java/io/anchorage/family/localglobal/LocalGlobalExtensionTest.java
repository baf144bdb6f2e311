package io.anchorage.family.localglobal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Croppable.Box;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalGlobalExtensionTest {
  private static final LocalGlobalConfig CONFIG =
      LocalGlobalConfig.defaults().sized(List.of(2, 3), 6, 9);

  private final LocalGlobalExtension extension = new LocalGlobalExtension();

  /** Rows and columns of one smooth picture, from a first row and column on. */
  private static Signal picture(int row, int column, int height, int width) {
    float[] values = new float[height * width];
    for (int n = 0; n < values.length; n++) {
      double y = (row + n / width) / 20.0;
      double x = (column + n % width) / 20.0;
      values[n] = (float) Math.sin(5 * y + 3 * x * x);
    }
    return new Signal("picture", Grid.image(height, width), Normalisation.unit(1), values);
  }

  private static FitRecipe recipe(LocalGlobalConfig config) {
    return new FitRecipe(
        config, AdamConfig.withLearningRate(2e-3f), StopRule.after(60), 1, 1, List.of());
  }

  private static Field fitted(Signal signal, int steps) throws Exception {
    try (FitSession session = open(recipe(CONFIG), signal)) {
      session.step(steps);
      return session.field();
    }
  }

  private static FitSession open(FitRecipe recipe, Signal signal) throws Exception {
    return recipe
        .family()
        .family()
        .adapter(CpuFitter.class)
        .orElseThrow()
        .open(recipe, SharedParameters.none(), new FitTask(signal, 0), KernelProviders.best());
  }

  @Test
  void what_was_there_keeps_its_values_and_what_is_new_has_its_neighbours_networks()
      throws Exception {
    Field before = fitted(picture(10, 12, 20, 30), 20);
    Box box = new Box(List.of(-10, -12), List.of(50, 47));
    LocalGlobalConfig config = (LocalGlobalConfig) extension.config(CONFIG, before, box);
    assertThat(config.kept()).containsExactly(-1, 5, -2, 6);

    Signal whole = picture(0, 0, 50, 47);
    Field after;
    try (FitSession session = extend(before, box, config, whole)) {
      after = session.field();
      float[] values = session.evaluateGrid();
      assertThat(config.family().reconstruct(config, SharedParameters.none(), after))
          .containsExactly(values);
      float[] old = CONFIG.family().reconstruct(CONFIG, SharedParameters.none(), before);
      for (int n = 0; n < old.length; n++) {
        assertThat(values[(10 + n / 30) * 47 + 12 + n % 30]).isEqualTo(old[n]);
      }
    }
    LocalGlobalShape shape = LocalGlobalShape.of(config, 2, 1);
    float[] all = after.floats("parameters");
    int upper = shape.shared() + shape.each() * 2;
    int lower = shape.shared() + shape.each() * (6 + 2);
    assertThat(all[upper]).isEqualTo(all[lower]);
    assertThat(all[shape.shared() + shape.each()]).isEqualTo(all[upper]);
    assertThat(all[shape.shared()]).isEqualTo(all[upper + shape.each()]);
  }

  private FitSession extend(Field before, Box box, LocalGlobalConfig config, Signal whole) {
    return extension.open(
        recipe(config), CONFIG, before, box, whole, KernelProviders.best(), Team.SOLO);
  }

  @Test
  void an_extended_field_learns_faster_than_one_from_scratch() throws Exception {
    Field before = fitted(picture(0, 0, 20, 30), 300);
    Box box = new Box(List.of(0, 0), List.of(40, 30));
    LocalGlobalConfig config = (LocalGlobalConfig) extension.config(CONFIG, before, box);
    Signal whole = picture(0, 0, 40, 30);
    LocalGlobalConfig fresh = CONFIG.sized(List.of(4, 3), 6, 9);
    try (FitSession tuned = extend(before, box, config, whole);
        FitSession scratch = open(recipe(fresh), whole)) {
      tuned.step(60);
      scratch.step(60);
      assertThat(tuned.field().floats("parameters"))
          .hasSameSizeAs(scratch.field().floats("parameters"));
      assertThat(tuned.lastLoss()).isLessThan(scratch.lastLoss());
    }
  }

  @Test
  void an_extended_field_can_be_cropped_to_what_was_there() throws Exception {
    Field before = fitted(picture(0, 0, 20, 30), 5);
    Box box = new Box(List.of(0, -7), List.of(29, 37));
    LocalGlobalConfig config = (LocalGlobalConfig) extension.config(CONFIG, before, box);
    try (FitSession session = extend(before, box, config, picture(0, 0, 29, 37))) {
      Field after = session.field();
      LocalGlobalCrop crop = new LocalGlobalCrop();
      Box old = new Box(List.of(0, 7), List.of(20, 30));
      assertThat(crop.widened(config, after, old)).isEqualTo(old);
      Box corner = crop.widened(config, after, new Box(List.of(25, 0), List.of(1, 1)));
      assertThat(corner).isEqualTo(new Box(List.of(20, 0), List.of(9, 7)));
      Field again = crop.crop(config, after, old);
      assertThat(again.floats("parameters")).containsExactly(before.floats("parameters"));
      assertThat(again.floats("frame")).containsExactly(0, 20, 0, 30);
      LocalGlobalConfig same = (LocalGlobalConfig) crop.config(config, after, old);
      assertThat(
              same.family()
                  .evaluate(same, SharedParameters.none(), again, Coordinates.of(again.grid())))
          .containsExactly(CONFIG.family().reconstruct(CONFIG, SharedParameters.none(), before));
    }
  }
}
