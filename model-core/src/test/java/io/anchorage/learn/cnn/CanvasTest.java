package io.anchorage.learn.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CanvasTest {
  private static Raster white(int height, int width, int channels) {
    char[] samples = new char[height * width * channels];
    Arrays.fill(samples, (char) 255);
    return new Raster(height, width, channels, 8, samples);
  }

  @Test
  void an_image_of_28_pixels_stands_two_rows_from_each_edge_of_32() throws Exception {
    float[] canvas = Canvas.of(AllCnnConfig.defaults(), white(28, 28, 1));

    for (int p = 0; p < 32 * 32; p++) {
      boolean inside = Math.min(p / 32, p % 32) >= 2 && Math.max(p / 32, p % 32) < 30;
      assertThat(canvas[p]).isEqualTo(inside ? 1f : 0f);
    }
  }

  @Test
  void channels_lie_one_after_the_other() throws Exception {
    AllCnnConfig config = new AllCnnConfig(12, 12, 3, 3, 1, 1, 1, NormAxes.CHANNELS);
    char[] samples = new char[12 * 12 * 3];
    samples[(5 * 12 + 7) * 3 + 2] = 51;

    float[] canvas = Canvas.of(config, new Raster(12, 12, 3, 8, samples));

    assertThat(canvas[2 * 144 + 5 * 12 + 7]).isEqualTo(0.2f);
  }

  @Test
  void an_image_of_another_size_or_with_other_channels_is_refused_in_one_line() {
    assertThatThrownBy(() -> Canvas.of(AllCnnConfig.defaults(), white(32, 28, 1)))
        .isInstanceOf(BadImageException.class)
        .hasMessage("image is 28x32 with 1 channels, the network takes 28x28 with 1");
    assertThatThrownBy(() -> Canvas.of(AllCnnConfig.defaults(), white(28, 28, 3)))
        .hasMessage("image is 28x28 with 3 channels, the network takes 28x28 with 1");
  }
}
