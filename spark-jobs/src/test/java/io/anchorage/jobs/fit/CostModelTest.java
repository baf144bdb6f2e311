package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostModelTest {
  private static final Grid SMALL = Grid.image(28, 28);
  private static final Grid LARGE = Grid.image(1024, 1024);

  private static double seconds(String engine, Grid grid, String... settings) {
    List<String> all = new ArrayList<>(List.of("fit.family.kind=arc"));
    all.addAll(List.of(settings));
    JobConfig config = JobConfigs.load(null, all);
    return new CostModel(config.fit(), config.signal(), engine).seconds(grid, 1);
  }

  @Test
  void a_large_image_of_which_little_is_fitted_still_takes_its_reading_and_scoring() {
    String[] few = {"fit.family.latents=39", "fit.family.relative-scale=3"};
    double part = seconds("vector", LARGE, few[0], few[1], "fit.family.fitted-pixels=2000");

    assertThat(part).isBetween(0.2, 2.0);
    assertThat(seconds("vector", LARGE, few)).isGreaterThan(10 * part);
  }

  @Test
  void a_fit_costs_its_steps_and_repeats_and_less_on_a_faster_engine() {
    double published = seconds("vector", SMALL);

    assertThat(published).isBetween(0.005, 0.05);
    assertThat(seconds("vector", SMALL, "fit.repeats=8")).isEqualTo(8 * published);
    assertThat(seconds("vector", SMALL, "fit.stop.steps=100"))
        .isBetween(published / 5, published / 4);
    assertThat(seconds("scalar", SMALL)).isGreaterThan(10 * published);
    assertThat(seconds("cuda", SMALL)).isLessThan(published);
  }
}
