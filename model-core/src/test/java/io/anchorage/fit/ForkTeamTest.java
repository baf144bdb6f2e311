package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForkTeamTest {
  private static final int PARTS = 1000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void every_part_is_done_exactly_once(int size) {
    try (ForkTeam team = new ForkTeam(size, "test")) {
      assertThat(team.size()).isEqualTo(size);
      AtomicIntegerArray done = new AtomicIntegerArray(PARTS);
      team.each(PARTS, done::incrementAndGet);
      for (int i = 0; i < PARTS; i++) {
        assertThat(done.get(i)).isEqualTo(1);
      }
      team.each(0, i -> done.set(-1, i));
    }
  }

  @Test
  void fits_of_the_same_pool_may_all_ask_for_the_team_at_once() throws Exception {
    try (ForkTeam team = new ForkTeam(2, "test")) {
      AtomicIntegerArray done = new AtomicIntegerArray(PARTS);
      List<Future<?>> fits = new ArrayList<>();
      for (int fit = 0; fit < 8; fit++) {
        fits.add(team.pool().submit(() -> team.each(PARTS, done::incrementAndGet)));
      }
      for (Future<?> fit : fits) {
        fit.get();
      }
      for (int i = 0; i < PARTS; i++) {
        assertThat(done.get(i)).isEqualTo(8);
      }
    }
  }

  @Test
  void a_part_that_fails_fails_the_whole() {
    try (ForkTeam team = new ForkTeam(2, "test")) {
      assertThatThrownBy(
              () ->
                  team.each(
                      PARTS,
                      i -> {
                        if (i == 500) {
                          throw new IllegalStateException("part 500");
                        }
                      }))
          .hasStackTraceContaining("part 500");
    }
  }
}
