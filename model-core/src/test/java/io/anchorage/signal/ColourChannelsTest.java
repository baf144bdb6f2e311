package io.anchorage.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColourChannelsTest {
  /** What Pillow 12 gives for {@code Image.convert("L")}. */
  @Test
  void grey_is_the_luma_of_bt_601() {
    char[] rgb = {200, 30, 40, 255, 255, 255, 0, 0, 0, 0, 255, 0, 1, 2, 3};
    Raster grey = ColourChannels.of(new Raster(1, 5, 3, 8, rgb), 1);

    assertThat(grey.channels()).isEqualTo(1);
    assertThat(grey.samples())
        .containsExactly((char) 82, (char) 255, (char) 0, (char) 150, (char) 2);
  }

  @Test
  void every_grey_survives_the_way_to_rgb_and_back() {
    for (int bits : new int[] {8, 16}) {
      int peak = (1 << bits) - 1;
      char[] samples = new char[256];
      for (int i = 0; i < 256; i++) {
        samples[i] = (char) (i * peak / 255);
      }
      Raster grey = new Raster(16, 16, 1, bits, samples);
      Raster there = ColourChannels.of(grey, 3);
      assertThat(there.channels()).isEqualTo(3);
      assertThat(ColourChannels.of(there, 1).samples()).isEqualTo(samples);
    }
  }

  @Test
  void alpha_stays() {
    Raster rgba = ColourChannels.of(new Raster(1, 2, 2, 8, new char[] {9, 128, 7, 0}), 3);
    assertThat(rgba.samples())
        .containsExactly(
            (char) 9, (char) 9, (char) 9, (char) 128, (char) 7, (char) 7, (char) 7, (char) 0);
  }

  @Test
  void an_image_that_has_the_channels_is_itself() {
    Raster grey = new Raster(1, 1, 1, 8, new char[] {1});
    assertThat(ColourChannels.of(grey, 1)).isSameAs(grey);
  }
}
