package io.anchorage.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.experiment.TableConfig.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FigureTest {
  private static Cell cell(Double... published) {
    return new Cell(List.of(published), "ptv3", "", List.of());
  }

  @Test
  void ours_are_the_mean_and_deviation_over_seeds_in_per_cent() {
    Figure figure = Figure.of(cell(80.42, 0.4), List.of(0.80, 0.82, 0.84), false);

    assertThat(figure.publishedWords()).isEqualTo("80.42 +- 0.40");
    assertThat(figure.ourWords()).isEqualTo("82.00 +- 2.00");
    assertThat(figure.differenceWords()).isEqualTo("+1.58");
  }

  @Test
  void a_figure_that_one_side_lacks_has_no_difference() {
    assertThat(Figure.published(cell(41.05)).ourWords()).isEqualTo("-");
    assertThat(Figure.published(cell(41.05)).differenceWords()).isEqualTo("-");
    assertThat(Figure.of(cell(), List.of(0.5), false).publishedWords()).isEqualTo("-");
    assertThat(Figure.of(cell(), List.of(0.5), false).differenceWords()).isEqualTo("-");
  }

  @Test
  void a_stand_in_is_starred() {
    assertThat(Figure.of(cell(38.12), List.of(0.5), true).ourWords()).isEqualTo("50.00*");
  }
}
