package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.StartReport.Look;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartReportTest {
  private static final List<Look> COLLAPSED =
      List.of(new Look(285, 29.4), new Look(570, 28.9), new Look(855, 11.83));

  @Test
  void a_start_that_collapses_ends_the_run_with_what_to_do() {
    assertThatThrownBy(() -> Look.requireNoCollapse(COLLAPSED))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "The start collapsed: fits of other images had 29.4 dB after 285 iterations, and have"
                + " 11.8 after 855. Delete the checkpoint, and take --iterations 285, or lower --rate"
                + " or --size-rate");
  }

  @Test
  void one_that_wavers_goes_on() {
    assertThatCode(() -> Look.requireNoCollapse(COLLAPSED.subList(0, 2)))
        .doesNotThrowAnyException();
    assertThatCode(() -> Look.requireNoCollapse(List.of(new Look(1, 9))))
        .doesNotThrowAnyException();
  }

  @Test
  void fits_that_diverge_are_a_collapse() {
    List<Look> diverged = List.of(new Look(285, 29.4), new Look(570, Double.NaN));

    assertThatThrownBy(() -> Look.requireNoCollapse(diverged)).hasMessageContaining("have NaN");
  }
}
