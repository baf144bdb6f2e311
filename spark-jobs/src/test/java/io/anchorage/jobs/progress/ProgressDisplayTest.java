package io.anchorage.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private static final Snapshot HALF_WAY =
      new Snapshot("fit", "images", 300, 600, 18.42, 31.196, Double.NaN, 2, 0.5, 16);

  @Test
  void a_log_line_tells_everything() {
    assertThat(ProgressText.line(HALF_WAY))
        .isEqualTo(
            "fit: 300 of 600 images, 18.4 images/s, 0:16 left, mean PSNR 31.20 dB, 2 failed");
  }

  @Test
  void a_bar_is_half_full_half_way_and_fits_a_terminal() {
    assertThat(ProgressText.bar(HALF_WAY))
        .startsWith("fit [" + "#".repeat(12) + ".".repeat(12) + "] 300/600  18.4 images/s")
        .hasSizeLessThan(100);
  }

  @Test
  void what_is_not_known_yet_is_left_out() {
    assertThat(ProgressText.line(Snapshot.of("fit", "images", 0, 600, 0, Double.NaN)))
        .isEqualTo("fit: 0 of 600 images");
  }

  @Test
  void a_single_large_image_is_told_by_its_steps() {
    Snapshot photograph = new Snapshot("fit", "images", 0, 1, 0, Double.NaN, 27.3, 0, 0.25, 40);

    assertThat(ProgressText.line(photograph))
        .isEqualTo("fit: 0 of 1 images, 25 % of the steps, 2:00 left, PSNR now 27.30 dB");
    assertThat(ProgressText.bar(photograph)).startsWith("fit [" + "#".repeat(6) + ".".repeat(18));
  }

  @Test
  void a_large_dataset_is_not_told_by_its_first_steps() {
    Snapshot first = new Snapshot("fit", "images", 3, 60_000, 0, Double.NaN, 20, 0, 1e-4, 2);

    assertThat(ProgressText.line(first)).isEqualTo("fit: 3 of 60000 images");
  }

  @Test
  void before_the_end_is_known_it_is_starting() {
    Snapshot start = Snapshot.of("decoder", "steps", 0, 0, 0, Double.NaN);

    assertThat(ProgressText.line(start)).isEqualTo("decoder: starting");
    assertThat(ProgressText.bar(start)).isEqualTo("decoder [" + ".".repeat(24) + "] starting");
  }

  @Test
  void hours_are_told_as_hours() {
    assertThat(ProgressText.clock(3725)).isEqualTo("1:02:05");
    assertThat(ProgressText.clock(59.6)).isEqualTo("1:00");
  }

  @Test
  void a_terminal_gets_one_redrawn_line_and_a_log_whole_lines() {
    assertThat(shown(true)).startsWith("\r").contains("[###").endsWith("\n").containsOnlyOnce("\n");
    assertThat(shown(false)).isEqualTo(ProgressText.line(HALF_WAY) + "\n");
  }

  @Test
  void the_rate_is_that_of_the_last_minute() {
    RateMeter rate = new RateMeter();
    assertThat(rate.at(0, 0)).isZero();
    assertThat(rate.at(10, 100)).isEqualTo(10);
    for (int second = 11; second <= 100; second++) {
      rate.at(second, 100 + 2L * (second - 10));
    }
    assertThat(rate.at(101, 282)).isEqualTo(2);
  }

  private static String shown(boolean terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressDisplay.show(
            new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, 60, () -> HALF_WAY)
        .close();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
