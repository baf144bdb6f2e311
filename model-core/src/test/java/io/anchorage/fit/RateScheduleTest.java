package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.siren.SirenConfig;
import io.anchorage.kernel.AdamState;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateScheduleTest {
  @Test
  void a_constant_rate_is_exactly_the_rate() {
    RateSchedule constant = RateSchedule.defaults();
    for (int taken : new int[] {0, 1, 99, 100, 5000}) {
      assertThat(constant.share(taken, 100)).isEqualTo(1.0);
    }
  }

  @Test
  void a_cosine_falls_from_the_whole_rate_to_what_is_left_and_stays_there() {
    RateSchedule cosine = new RateSchedule.Cosine(0.01, 0);
    assertThat(cosine.share(0, 100)).isEqualTo(1.0);
    assertThat(cosine.share(25, 100))
        .isCloseTo(0.01 + 0.99 * (1 + Math.sqrt(0.5)) / 2, within(1e-12));
    assertThat(cosine.share(50, 100)).isCloseTo(0.505, within(1e-12));
    assertThat(cosine.share(99, 100)).isBetween(0.01, 0.0103);
    assertThat(cosine.share(100, 100)).isCloseTo(0.01, within(1e-12));
    assertThat(cosine.share(10_000, 100)).isCloseTo(0.01, within(1e-12));
    for (int taken = 1; taken <= 100; taken++) {
      assertThat(cosine.share(taken, 100)).isLessThan(cosine.share(taken - 1, 100));
    }
  }

  @Test
  void an_exponential_falls_by_the_same_factor_in_every_step() {
    RateSchedule falling = new RateSchedule.Exponential(0.01, 0);
    assertThat(falling.share(0, 100)).isEqualTo(1);
    assertThat(falling.share(50, 100)).isCloseTo(0.1, within(1e-12));
    assertThat(falling.share(100, 100)).isCloseTo(0.01, within(1e-12));
    assertThat(falling.withWarmUp(3)).isEqualTo(new RateSchedule.Exponential(0.01, 3));
    assertThat(falling.words()).isEqualTo("exponential to 0.01");
    assertThatThrownBy(() -> new RateSchedule.Exponential(0, 0))
        .hasMessage("end must be above 0 and at most 1: 0.0");
  }

  @Test
  void a_warm_up_rises_in_equal_steps_and_the_schedule_takes_the_rest() {
    RateSchedule cosine = new RateSchedule.Cosine(0, 4);
    assertThat(List.of(0, 1, 2, 3, 4))
        .extracting(taken -> cosine.share(taken, 24))
        .containsExactly(0.2, 0.4, 0.6, 0.8, 1.0);
    assertThat(cosine.share(14, 24)).isCloseTo(0.5, within(1e-12));
    assertThat(new RateSchedule.Constant(1).share(0, 24)).isEqualTo(0.5);
    assertThat(new RateSchedule.Constant(1).share(1, 24)).isEqualTo(1);
  }

  @Test
  void the_optimiser_takes_the_share_of_each_step() {
    FitRecipe base = SirenConfig.defaultRecipe();
    AdamState constant = base.withStop(StopRule.after(10)).adamState(3);
    AdamState falling =
        new FitRecipe(
                base.family(),
                base.adam(),
                new RateSchedule.Cosine(0.1, 2),
                StopRule.after(10),
                0,
                1,
                List.of())
            .adamState(3);
    for (int taken = 0; taken < 12; taken++) {
      double share = new RateSchedule.Cosine(0.1, 2).share(taken, 10);
      float whole = constant.advance().rate();
      assertThat(falling.advance().rate()).isCloseTo((float) (share * whole), within(1e-9f));
    }
    assertThat(constant.steps()).isEqualTo(12);
  }

  @Test
  void what_makes_no_schedule_is_refused_with_its_value() {
    assertThatThrownBy(() -> new RateSchedule.Cosine(1.5, 0))
        .hasMessage("end must be in 0 .. 1: 1.5");
    assertThatThrownBy(() -> new RateSchedule.Cosine(Double.NaN, 0))
        .hasMessageContaining("end must be in 0 .. 1");
    assertThatThrownBy(() -> new RateSchedule.Constant(-1)).hasMessageContaining("warmUp must be");
    FitRecipe base = SirenConfig.defaultRecipe();
    assertThatThrownBy(
            () ->
                new FitRecipe(
                    base.family(),
                    base.adam(),
                    new RateSchedule.Constant(10),
                    StopRule.after(10),
                    0,
                    1,
                    List.of()))
        .hasMessage("schedule.warm-up must be less than stop.steps, 10: 10");
  }
}
