package io.anchorage.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarFitTest {
  private static final String BAR =
      "fit [############............] 300/600  18.4 images/s  0:16 left  mean PSNR 31.20 dB  2"
          + " failed";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 20, 40, 60, 79, 80, 81, 94, 95, 96, 200})
  void a_bar_never_reaches_the_last_column(int columns) {
    assertThat(BarFit.fit(BAR, columns).length()).isLessThanOrEqualTo(Math.max(1, columns - 1));
  }

  @Test
  void a_wide_terminal_shows_it_as_it_is() {
    assertThat(BarFit.fit(BAR, 120)).isEqualTo(BAR);
  }

  @Test
  void the_bar_gets_shorter_before_words_are_left_out() {
    assertThat(BarFit.fit(BAR, 80))
        .startsWith("fit [####.....] 300/600  18.4 images/s")
        .endsWith("mean PSNR 31.20 dB  2 failed");
    assertThat(BarFit.fit(BAR, 50)).isEqualTo("fit [####....] 300/600  18.4 images/s  0:16 left");
  }
}
