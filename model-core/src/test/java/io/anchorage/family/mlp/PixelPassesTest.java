package io.anchorage.family.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelPassesTest {
  @Test
  void a_pass_sees_every_point_once_but_for_what_is_left_over() {
    PixelPasses passes = PixelPasses.of(recipe(0.25), task("a", 0)).orElseThrow();
    assertThat(passes.chunk()).isEqualTo(15);
    assertThat(passes.length()).isEqualTo(4);
    for (int pass = 0; pass < 3; pass++) {
      List<Integer> seen = new ArrayList<>();
      for (int step = 0; step < 4; step++) {
        int[] points = passes.of(4 * pass + step);
        assertThat(points).hasSize(15).isSorted();
        for (int point : points) {
          seen.add(point);
        }
      }
      assertThat(seen).doesNotHaveDuplicates().allMatch(point -> point >= 0 && point < 63);
    }
  }

  @Test
  void each_pass_image_and_repeat_has_an_order_of_its_own() {
    int[] first = seen("a", 0, 0);
    assertThat(seen("a", 0, 0)).containsExactly(first);
    assertThat(seen("a", 0, 4)).isNotEqualTo(first);
    assertThat(seen("b", 0, 0)).isNotEqualTo(first);
    assertThat(seen("a", 1, 0)).isNotEqualTo(first);
  }

  @Test
  void a_step_does_not_depend_on_which_were_asked_for_before() {
    PixelPasses passes = PixelPasses.of(recipe(0.25), task("a", 0)).orElseThrow();
    passes.of(9);
    passes.of(2);
    assertThat(passes.of(5)).containsExactly(seen("a", 0, 5));
  }

  @Test
  void a_tiny_share_is_one_point_and_the_whole_share_is_no_passes_at_all() {
    assertThat(PixelPasses.of(recipe(1e-9), task("a", 0)).orElseThrow().chunk()).isEqualTo(1);
    assertThat(PixelPasses.of(recipe(1), task("a", 0))).isEmpty();
  }

  private static int[] seen(String id, int repeat, int taken) {
    return PixelPasses.of(recipe(0.25), task(id, repeat)).orElseThrow().of(taken);
  }

  private static FitTask task(String id, int repeat) {
    return new FitTask(
        new Signal(id, Grid.image(9, 7), Normalisation.unit(1), new float[63]), repeat);
  }

  private static FitRecipe recipe(double share) {
    return new FitRecipe(
        new SirenConfig(
            8, 1, List.of(30f), SirenVariant.REFERENCE, Initialisation.PER_IMAGE, 1, share),
        AdamConfig.withLearningRate(1e-3f),
        StopRule.after(10),
        3,
        2,
        List.of());
  }
}
