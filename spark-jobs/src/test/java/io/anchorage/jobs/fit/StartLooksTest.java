package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.fit.start.LearntStart;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.fit.StartReport.Look;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StartLooksTest {
  private static LearntStart start(float number) {
    return new LearntStart(new float[] {number, 1}, new float[][] {{3, number}});
  }

  private static StartLooks looks(double... psnrs) {
    StartLooks looks = new StartLooks();
    for (int i = 0; i < psnrs.length; i++) {
      looks.add(new Look(10 * (i + 1), psnrs[i]), start(i));
    }
    return looks;
  }

  @Test
  void the_best_start_is_kept_whatever_comes_after() {
    StartLooks looks = looks(20, 29.4, 28.9, 11.8);

    assertThat(looks.best()).isEqualTo(new Look(20, 29.4));
    assertThat(looks.start().parameters()).containsExactly(1, 1);
    assertThat(looks.collapsed()).isTrue();
  }

  @Test
  void a_start_that_wavers_goes_on() {
    assertThat(new StartLooks().collapsed()).isFalse();
    assertThat(looks(9).collapsed()).isFalse();
    assertThat(looks(29.4, 26.5).collapsed()).isFalse();
    assertThat(looks(29.4, 26.3).collapsed()).isTrue();
  }

  @Test
  void fits_that_diverge_are_a_collapse_and_never_the_best() {
    assertThat(looks(29.4, Double.NaN).collapsed()).isTrue();
    assertThat(looks(29.4, Double.NaN).best().iteration()).isEqualTo(10);
    assertThat(looks(Double.NaN, 12).best().iteration()).isEqualTo(20);
  }

  @Test
  void a_checkpoint_keeps_looks_and_the_best_start() {
    StartLooks looks = looks(20, 29.5, 28);

    StartLooks kept = StartLooks.of(looks.in(new TensorFile(new TreeMap<>(), new TreeMap<>())));

    assertThat(kept.all()).isEqualTo(looks.all());
    assertThat(kept.best()).isEqualTo(looks.best());
    assertThat(kept.start().parameters()).containsExactly(1, 1);
    assertThat(kept.start().stepSizes()[0]).containsExactly(3, 1);
  }

  @Test
  void a_checkpoint_without_them_has_none() {
    StartLooks none = StartLooks.of(new TensorFile(new TreeMap<>(), new TreeMap<>()));

    assertThat(none.all()).isEmpty();
    assertThat(none.best()).isNull();
  }
}
