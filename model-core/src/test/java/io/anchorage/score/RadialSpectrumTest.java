package io.anchorage.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Philox;
import org.junit.jupiter.api.Test;

final class RadialSpectrumTest {
  private static float[] noise(int pixels) {
    float[] image = new float[pixels];
    new Philox(3).fillUniform(image, 0, pixels, -1f, 1f);
    return image;
  }

  @Test
  void a_grey_image_has_no_power_but_that_of_its_mean() {
    float[] grey = new float[12 * 12];
    java.util.Arrays.fill(grey, 0.25f);

    double[] power = new RadialSpectrum(12, 12).power(grey);

    assertThat(power).hasSize(7);
    assertThat(power[0]).isCloseTo(0.0625, within(1e-12));
    assertThat(power[3]).isCloseTo(0, within(1e-20));
  }

  @Test
  void a_wave_has_its_power_at_its_frequency_along_either_axis() {
    int side = 20;
    float[] along = new float[side * side];
    float[] down = new float[side * side];
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        along[r * side + c] = (float) Math.cos(2 * Math.PI * 4 * c / side);
        down[c * side + r] = along[r * side + c];
      }
    }
    RadialSpectrum spectrum = new RadialSpectrum(side, side);

    double[] power = spectrum.power(along);

    assertThat(spectrum.power(down)).containsExactly(power, within(1e-15));
    for (int k = 0; k < power.length; k++) {
      if (k == 4) {
        assertThat(power[k]).isGreaterThan(1e-3);
      } else {
        assertThat(power[k]).isLessThan(1e-14);
      }
    }
  }

  /** Parseval: the mean square is the sum of all powers; a 3 x 3 image has no corner beyond. */
  @Test
  void the_powers_of_all_frequencies_are_the_mean_square() {
    float[] image = noise(9);
    double meanSquare = 0;
    for (float x : image) {
      meanSquare += x * x / 9.0;
    }

    double[] power = new RadialSpectrum(3, 3).power(image);

    assertThat(power[0] + 8 * power[1]).isCloseTo(meanSquare, within(1e-9));
  }

  @Test
  void an_oblong_image_counts_cycles_along_its_shorter_side() {
    int height = 8;
    int width = 16;
    float[] image = new float[height * width];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.cos(2 * Math.PI * 6 * (i % width) / width);
    }

    double[] power = new RadialSpectrum(height, width).power(image);

    assertThat(power).hasSize(5);
    assertThat(power[3]).isGreaterThan(1e-3);
    assertThat(power[2]).isLessThan(1e-14);
  }

  @Test
  void a_line_of_pixels_and_another_size_are_refused() {
    assertThatThrownBy(() -> new RadialSpectrum(1, 8)).hasMessageContaining("1 x 8");
    assertThatThrownBy(() -> new RadialSpectrum(4, 4).power(new float[15]))
        .hasMessageContaining("16 pixels, not 15");
  }
}
