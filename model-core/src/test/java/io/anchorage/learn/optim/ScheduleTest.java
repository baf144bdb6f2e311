package io.anchorage.learn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 10})
  void the_shortest_trainings_have_a_learning_rate_in_each_step(int steps) {
    OneCycle schedule = new OneCycle(0.2, 10, 1000, true);

    for (int step = 0; step < steps; step++) {
      assertThat(schedule.learningRate(1e-3, step, steps)).isPositive().isLessThanOrEqualTo(1e-3);
      assertThat(schedule.beta1(0.9, step, steps)).isBetween(0.85, 0.95);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 1000})
  void one_cycle_reaches_the_configured_rate_at_its_summit(int steps) {
    OneCycle schedule = new OneCycle(0.2, 10, 1000, false);

    assertThat(schedule.learningRate(1e-3, steps / 5 - 1, steps)).isCloseTo(1e-3, within(1e-15));
  }
}
