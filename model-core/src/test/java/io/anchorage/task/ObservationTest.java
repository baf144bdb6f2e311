package io.anchorage.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Draws;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private static final Signal IMAGE = Pictures.waves("a", 12, 8, 2);

  private static final List<TaskConfig> TASKS =
      List.of(
          new Image(),
          new Denoise(40, 2, 0.1, 0),
          new Inpaint(new MaskConfig.RandomPixels(0.3), 0.1, 0),
          new Inpaint(new MaskConfig.Boxes(2, 0.4), 0, 0),
          new Inpaint(new MaskConfig.Middle(0.5), 0, 0),
          new SuperResolution(4, SuperResolution.Supervision.PIXELS, 0.2, 0),
          new SuperResolution(4, SuperResolution.Supervision.RENDERING, 0.2, 0),
          new Ct(11, 0.05, 0));

  /** L is quadratic in y: a central difference has no error but rounding. */
  @Test
  void gradients_are_those_of_central_differences() {
    for (TaskConfig task : TASKS) {
      Observation observation = Pictures.of(task, IMAGE);
      float[] y = Pictures.noise(observation.seen().values().length, "y");
      float[] slope = new float[y.length];
      observation.loss(y, slope);
      for (int i = 0; i < y.length; i += 7) {
        float[] moved = y.clone();
        moved[i] = y[i] + 0.5f;
        double after = observation.loss(moved, new float[y.length]);
        moved[i] = y[i] - 0.5f;
        double before = observation.loss(moved, new float[y.length]);
        assertThat(slope[i])
            .as("%s at %d", task, i)
            .isCloseTo((float) (after - before), within(2e-6f));
      }
    }
  }

  @Test
  void the_gradient_of_total_variation_is_that_of_central_differences() {
    Observation with = Pictures.of(new Denoise(40, 2, 0.1, 0.7), IMAGE);
    Observation without = Pictures.of(new Denoise(40, 2, 0.1, 0), IMAGE);
    float[] y = Pictures.noise(IMAGE.values().length, "y");
    float[] none = new float[y.length];
    float[] slope = new float[y.length];
    without.loss(y, none);
    with.loss(y, slope);
    for (int i = 0; i < y.length; i++) {
      float h = 1e-3f;
      float[] moved = y.clone();
      moved[i] = y[i] + h;
      double after = prior(with, without, moved);
      moved[i] = y[i] - h;
      double before = prior(with, without, moved);
      assertThat(slope[i] - none[i])
          .as("at %d", i)
          .isCloseTo((float) ((after - before) / (2 * h)), within(5e-5f));
    }
    assertThat(prior(with, without, new float[y.length])).isCloseTo(0, within(1e-12));
    assertThat(with.isPlain()).isFalse();
  }

  private static double prior(Observation with, Observation without, float[] y) {
    return with.loss(y, new float[y.length]) - without.loss(y, new float[y.length]);
  }

  /** A row of an edge of height 2 across 8 columns: 12 rows, 2 channels, 192 numbers. */
  @Test
  void total_variation_is_the_length_of_the_edges() {
    Observation with = Pictures.of(new Denoise(40, 2, 0, 1), IMAGE);
    Observation without = Pictures.of(new Denoise(40, 2, 0, 0), IMAGE);
    float[] y = new float[192];
    Arrays.fill(y, 0, 48, 2f);

    assertThat(prior(with, without, y)).isCloseTo(8 * 2 / 192.0, within(1e-4));
  }

  @Test
  void the_image_itself_has_no_loss_under_any_task_without_noise() {
    for (TaskConfig task : TASKS) {
      if (!(task instanceof Denoise) && !task.isOnOwnGrid()) {
        float[] slope = new float[IMAGE.values().length];
        assertThat(Pictures.of(task, IMAGE).loss(IMAGE.values(), slope)).as("%s", task).isZero();
        assertThat(slope).containsOnly(0f);
      }
    }
  }

  @Test
  void what_is_hidden_decides_nothing() {
    Inpaint task = new Inpaint(new MaskConfig.RandomPixels(0.3), 0.1, 0);
    boolean[] hidden = Pictures.of(task, IMAGE).hidden().orElseThrow();
    float[] other = IMAGE.values().clone();
    for (int i = 0; i < other.length; i++) {
      other[i] = hidden[i % hidden.length] ? -other[i] : other[i];
    }
    Observation one = Pictures.of(task, IMAGE);
    Observation two =
        Pictures.of(task, new Signal("a", IMAGE.grid(), IMAGE.normalisation(), other));

    assertThat(two.seen().values()).isEqualTo(one.seen().values());
    assertThat(two.estimate()).isEqualTo(one.estimate());
    float[] y = Pictures.noise(other.length, "y");
    assertThat(two.loss(y, new float[y.length])).isEqualTo(one.loss(y, new float[y.length]));
  }

  @Test
  void samples_held_out_decide_nothing_of_the_gradient_and_all_of_their_score() {
    Observation observation = Pictures.of(new Denoise(1e6, 0, 0.1, 0), IMAGE);
    float[] slope = new float[IMAGE.values().length];
    float[] far = new float[slope.length];
    Arrays.fill(far, 5);
    observation.loss(far, slope);
    int points = IMAGE.grid().points();
    int aside = 0;
    for (int p = 0; p < points; p++) {
      assertThat(slope[p] == 0).isEqualTo(slope[points + p] == 0);
      aside += slope[p] == 0 ? 1 : 0;
    }

    assertThat(aside).isEqualTo(10);
    float[] wrong = observation.seen().values().clone();
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] += slope[i] == 0 ? 0.2f : 0;
    }
    assertThat(observation.psnrOfHeldOut(wrong)).isCloseTo(20, within(1e-3));
    assertThat(observation.psnrOfFitted(wrong)).isEqualTo(100);
    assertThat(Pictures.of(new Denoise(40, 2, 0, 0), IMAGE).psnrOfHeldOut(wrong)).isNaN();
  }

  @Test
  void noise_depends_on_the_image_and_the_seed_alone() {
    TaskConfig task = new Denoise(40, 2, 0, 0);

    float[] once = Pictures.of(task, IMAGE).estimate();
    assertThat(Pictures.of(task, IMAGE).estimate()).isEqualTo(once);
    assertThat(Pictures.of(task, Pictures.waves("b", 12, 8, 2)).estimate()).isNotEqualTo(once);
  }

  /** The variance of (Poisson(n x) + Normal(0, r^2)) / n is x / n + r^2 / n^2. */
  @Test
  void photons_and_readout_have_the_noise_that_they_say() {
    int side = 200;
    float[] grey = new float[side * side];
    Arrays.fill(grey, 0.2f);
    Signal flat = new Signal("flat", Grid.image(side, side), Normalisation.symmetric(1), grey);

    float[] noisy = Pictures.of(new Denoise(40, 2, 0, 0), flat).estimate();

    double mean = 0;
    double square = 0;
    for (float value : noisy) {
      double unit = 0.5 * value + 0.5;
      mean += unit / noisy.length;
      square += unit * unit / noisy.length;
    }
    assertThat(mean).isCloseTo(0.6, within(0.003));
    assertThat(square - mean * mean).isCloseTo(0.6 / 40 + 4.0 / 1600, within(6e-4));
  }

  @Test
  void poisson_numbers_have_their_mean_and_variance() {
    for (double mean : List.of(0.0, 0.3, 7.0, 100.0)) {
      Draws draws = new Draws(Pictures.random("p").apply("" + mean));
      double sum = 0;
      double square = 0;
      for (int i = 0; i < 20_000; i++) {
        double n = draws.poisson(mean);
        sum += n / 20_000;
        square += n * n / 20_000;
      }
      assertThat(sum).isCloseTo(mean, within(0.05 + mean * 0.005));
      assertThat(square - sum * sum).isCloseTo(mean, within(0.02 + mean * 0.05));
    }
  }

  @Test
  void masks_know_as_much_as_they_say() {
    assertThat(count(new MaskConfig.RandomPixels(0.25), 20, 10)).isEqualTo(50);
    assertThat(count(new MaskConfig.RandomPixels(0.001), 3, 3)).isEqualTo(1);
    assertThat(count(new MaskConfig.Middle(0.5), 20, 10)).isEqualTo(50);
    assertThat(count(new MaskConfig.Boxes(1, 0.3), 20, 10)).isEqualTo(191);
    assertThat(count(new MaskConfig.Boxes(2, 0.001), 1, 1)).isZero();
  }

  private static long count(MaskConfig mask, int height, int width) {
    boolean[] known = mask.known(height, width, Pictures.random("m").apply("mask"));
    long count = 0;
    for (boolean k : known) {
      count += k ? 1 : 0;
    }
    return count;
  }

  @Test
  void images_that_a_task_does_not_go_with_are_refused_in_one_line() {
    Signal odd = Pictures.waves("odd", 10, 7, 1);
    Signal one = Pictures.waves("one", 1, 1, 1);

    assertThatThrownBy(() -> SuperResolution.defaults().observe(odd, Pictures.random("odd")))
        .hasMessage(
            "an image of 7x10 cannot be made 4 times smaller: cut it with signal.transforms, {kind: center-crop, height: 8, width: 4}");
    assertThatThrownBy(
            () ->
                new Inpaint(new MaskConfig.Boxes(1, 0.5), 0, 0)
                    .observe(one, Pictures.random("one")))
        .hasMessage("the mask hides all of an image of 1x1: change fit.task.mask");
    assertThatThrownBy(() -> new Denoise(40, 2, 0.5, 0).observe(one, Pictures.random("one")))
        .hasMessageContaining("leaves none to fit");
    assertThatThrownBy(() -> new Ct(0, 0, 0)).hasMessage("angles must be in 1 .. 3600: 0");
    assertThatThrownBy(() -> new Denoise(0, 0, 0, 0)).hasMessageContaining("photons");
    assertThatThrownBy(() -> new MaskConfig.RandomPixels(1)).hasMessageContaining("share");
  }
}
