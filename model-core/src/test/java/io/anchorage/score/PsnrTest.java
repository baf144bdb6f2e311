package io.anchorage.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PsnrTest {
  @Test
  void an_error_of_a_tenth_everywhere_is_twenty_decibels() {
    float[] image = {0.1f, 0.5f, 0.3f, 0.9f};
    float[] off = {0.2f, 0.4f, 0.4f, 0.8f};

    assertThat(Psnr.of(image, off)).isCloseTo(20, within(1e-5));
  }

  @Test
  void one_grey_level_everywhere_is_the_known_48_decibels() {
    float[] image = new float[784];
    float[] off = new float[784];
    Arrays.fill(off, 1f / 255);

    assertThat(Psnr.of(image, off)).isCloseTo(48.1308, within(1e-4));
  }

  @Test
  void equal_images_have_the_largest_value() {
    float[] image = {0.1f, 0.5f};

    assertThat(Psnr.of(image, image.clone())).isEqualTo(Psnr.MAX_DB);
    assertThat(Psnr.of(image, new float[] {0.1f, 0.500001f})).isEqualTo(Psnr.MAX_DB);
  }

  @Test
  void black_for_white_is_zero_and_a_lost_fit_is_negative_or_nan() {
    assertThat(Psnr.of(new float[] {0, 0}, new float[] {1, 1})).isZero();
    assertThat(Psnr.of(new float[] {0}, new float[] {100})).isCloseTo(-40, within(1e-9));
    assertThat(Psnr.of(new float[] {0}, new float[] {Float.NaN})).isNaN();
  }

  @Test
  void sizes_must_agree() {
    assertThatThrownBy(() -> Psnr.of(new float[3], new float[4]))
        .hasMessage("PSNR needs two images of one size: 3 and 4 samples");
    assertThatThrownBy(() -> Psnr.of(new float[0], new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
