package io.anchorage.signal;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.fixture;
import static io.anchorage.signal.codec.TestImages.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.SignalConfig.Alpha;
import io.anchorage.signal.SignalConfig.ValueRange;
import io.anchorage.signal.Transform.CenterCrop;
import io.anchorage.signal.Transform.Crop;
import io.anchorage.signal.Transform.PadToCanvas;
import io.anchorage.signal.Transform.PadToCanvas.Placement;
import io.anchorage.signal.Transform.ResizeShortest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalPipelineTest {
  @ParameterizedTest
  @CsvSource({"BLACK, 100, 0, 0", "BLACK, 100, 255, 100", "BLACK, 201, 128, 101"})
  void over_black_a_colour_fades(Alpha rule, int colour, int alpha, int expected) throws Exception {
    assertThat(composited(rule, 8, colour, alpha)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"100, 0, 255", "100, 255, 100", "201, 128, 228", "0, 1, 254"})
  void over_white_a_colour_fades(int colour, int alpha, int expected) throws Exception {
    assertThat(composited(Alpha.WHITE, 8, colour, alpha)).isEqualTo(expected);
  }

  @Test
  void compositing_is_the_rounded_real_number_for_both_depths() throws Exception {
    for (int bits : new int[] {8, 16}) {
      int peak = (1 << bits) - 1;
      for (int i = 0; i <= 50; i++) {
        int colour = (int) ((long) i * peak / 50);
        int alpha = (int) ((long) (i * 17 % 51) * peak / 50);
        double black = (double) colour * alpha / peak;
        assertThat(composited(Alpha.BLACK, bits, colour, alpha)).isEqualTo((int) Math.rint(black));
        assertThat(composited(Alpha.WHITE, bits, colour, alpha))
            .isEqualTo((int) Math.rint(black + peak - alpha));
        assertThat(composited(Alpha.DROP, bits, colour, alpha)).isEqualTo(colour);
      }
    }
  }

  @Test
  void grey_and_alpha_becomes_grey() throws Exception {
    Raster raster = new Raster(1, 1, 2, 8, new char[] {200, 51});

    Raster pixels = pipeline(Alpha.BLACK, ValueRange.UNIT).pixels("a", raster);

    assertThat(pixels.channels()).isEqualTo(1);
    assertThat(pixels.samples()).containsExactly((char) 40);
  }

  @ParameterizedTest
  @CsvSource({"7, shrunk.png", "23, enlarged.png"})
  void resizing_gives_the_bytes_of_pil(int side, String name) throws Exception {
    Raster expected = DECODER.decode(fixture(name));

    Raster pixels =
        pipeline(Alpha.BLACK, ValueRange.UNIT, new ResizeShortest(side)).pixels("a", pattern(3, 8));

    assertThat(pixels.height()).isEqualTo(side).isEqualTo(expected.height());
    assertThat(pixels.width()).isEqualTo(expected.width());
    assertThat(pixels.samples()).containsExactly(expected.samples());
  }

  @Test
  void resizing_keeps_a_white_image_white_and_an_image_of_that_size_as_it_is() throws Exception {
    char[] white = new char[90 * 70];
    Arrays.fill(white, (char) 65_535);
    Raster raster = new Raster(70, 90, 1, 16, white);

    for (int side : new int[] {1, 7, 69, 71, 211}) {
      Raster pixels =
          pipeline(Alpha.BLACK, ValueRange.UNIT, new ResizeShortest(side)).pixels("a", raster);
      assertThat(pixels.height()).isEqualTo(side);
      assertThat(pixels.width()).isEqualTo(side * 90 / 70);
      for (char sample : pixels.samples()) {
        assertThat((int) sample).isBetween(65_534, 65_535);
      }
    }
    Raster same =
        pipeline(Alpha.BLACK, ValueRange.UNIT, new ResizeShortest(11)).pixels("a", pattern(3, 8));
    assertThat(same.samples()).containsExactly(pattern(3, 8).samples());
  }

  @Test
  void transforms_are_applied_in_order() throws Exception {
    SignalPipeline pipeline =
        pipeline(
            Alpha.BLACK,
            ValueRange.UNIT,
            new Crop(1, 2, 9, 12),
            new CenterCrop(4, 5),
            new PadToCanvas(6, 10, Placement.CENTERED));
    Raster image = pattern(3, 8);

    Raster pixels = pipeline.pixels("a", image);

    assertThat(pixels.height()).isEqualTo(6);
    assertThat(pixels.width()).isEqualTo(10);
    for (int r = 0; r < 6; r++) {
      for (int q = 0; q < 10; q++) {
        boolean inside = r >= 1 && r < 5 && q >= 2 && q < 7;
        int expected = inside ? image.sample(1 + 2 + r - 1, 2 + 3 + q - 2, 2) : 0;
        assertThat(pixels.sample(r, q, 2)).isEqualTo(expected);
      }
    }
    assertThat(pipeline.grid(11, 17)).isEqualTo(Grid.image(6, 10));
  }

  @Test
  void a_displaced_image_lies_whole_on_the_canvas_at_a_place_of_its_own() throws Exception {
    SignalPipeline pipeline =
        pipeline(Alpha.BLACK, ValueRange.UNIT, new PadToCanvas(5, 6, Placement.DISPLACED));
    Raster dot = new Raster(1, 1, 1, 8, new char[] {9});
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < 400; i++) {
      Raster canvas = pipeline.pixels("image " + i, dot);
      assertThat(new String(canvas.samples())).containsOnlyOnce("\t");
      places.add(new String(canvas.samples()).indexOf(9));
      assertThat(pipeline.pixels("image " + i, dot).samples()).isEqualTo(canvas.samples());
    }

    assertThat(places).hasSize(30);
  }

  @Test
  void transforms_that_do_not_fit_are_refused_in_one_line() {
    assertRefused(new Crop(0, 10, 5, 8), "crop of 8x5 at row 0, column 10 reaches outside");
    assertRefused(new Crop(Integer.MAX_VALUE, 0, 1, 1), "reaches outside");
    assertRefused(new CenterCrop(12, 3), "center-crop of 3x12 is larger than the image");
    assertRefused(
        new PadToCanvas(11, 16, Placement.CENTERED), "canvas of 16x11 is smaller than the image");
    assertRefused(new PadToCanvas(65_536, 65_536, Placement.CENTERED), "more than 2^29 pixels");
    assertRefused(new ResizeShortest(65_536), "more than 2^29 pixels");
  }

  @Test
  void values_are_channel_major_in_the_range_asked_for() throws Exception {
    Raster raster = new Raster(1, 2, 3, 8, new char[] {0, 51, 255, 102, 204, 153});

    Signal unit = pipeline(Alpha.BLACK, ValueRange.UNIT).signal("a", raster);
    Signal symmetric = pipeline(Alpha.BLACK, ValueRange.SYMMETRIC).signal("a", raster);

    assertThat(unit.values()).containsExactly(0f, 0.4f, 0.2f, 0.8f, 1f, 0.6f);
    assertThat(unit.grid()).isEqualTo(Grid.image(1, 2));
    assertThat(symmetric.values())
        .containsExactly(new float[] {-1f, -0.2f, -0.6f, 0.6f, 1f, 0.2f}, within(1e-6f));
  }

  @Test
  void standardised_images_have_mean_zero_and_deviation_one() throws Exception {
    Signal signal = pipeline(Alpha.BLACK, ValueRange.STANDARDISED_IMAGE).signal("a", pattern(3, 8));

    for (int c = 0; c < 3; c++) {
      double sum = 0;
      double squares = 0;
      for (int p = 0; p < 187; p++) {
        double value = signal.values()[c * 187 + p];
        sum += value;
        squares += value * value;
      }
      assertThat(sum / 187).isCloseTo(0, within(1e-6));
      assertThat(squares / 187).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void a_constant_channel_is_standardised_to_zero_with_scale_one() throws Exception {
    Raster raster = new Raster(1, 3, 1, 8, new char[] {77, 77, 77});

    Signal signal = pipeline(Alpha.BLACK, ValueRange.STANDARDISED_IMAGE).signal("a", raster);

    assertThat(signal.normalisation().scale()).containsExactly(1f);
    assertThat(signal.values()).containsExactly(0f, 0f, 0f);
  }

  @Test
  void dataset_statistics_are_used_as_given() throws Exception {
    SignalConfig config = new SignalConfig(Alpha.BLACK, List.of(), ValueRange.STANDARDISED_DATASET);
    Normalisation given = new Normalisation(List.of(0.2f), List.of(0.4f));
    SignalPipeline pipeline =
        new SignalPipeline(config, SignalPipelineTest::place, Map.of(1, given));

    Signal signal = pipeline.signal("a", new Raster(1, 1, 1, 8, new char[] {255}));

    assertThat(signal.normalisation()).isEqualTo(given);
    assertThat(signal.values()[0]).isCloseTo(2f, within(1e-6f));
    assertThatThrownBy(() -> pipeline.signal("a", pattern(3, 8)))
        .isInstanceOf(BadImageException.class)
        .hasMessage("Image has 3 channels; the dataset's statistics are for [1]");
  }

  @Test
  void the_range_must_be_named() {
    assertThatThrownBy(() -> pipeline(Alpha.BLACK, ValueRange.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AUTO");
  }

  private static void assertRefused(Transform transform, String message) {
    SignalPipeline pipeline = pipeline(Alpha.BLACK, ValueRange.UNIT, transform);
    assertThatThrownBy(() -> pipeline.signal("a", pattern(3, 8)))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("17x11");
    assertThatThrownBy(() -> pipeline.grid(11, 17)).isInstanceOf(BadImageException.class);
  }

  private static int composited(Alpha rule, int bits, int colour, int alpha) throws Exception {
    char[] samples = {(char) colour, 0, 0, (char) alpha};
    Raster pixels = pipeline(rule, ValueRange.UNIT).pixels("a", new Raster(1, 1, 4, bits, samples));
    assertThat(pixels.channels()).isEqualTo(3);
    return pixels.sample(0, 0, 0);
  }

  private static SignalPipeline pipeline(Alpha rule, ValueRange range, Transform... transforms) {
    return new SignalPipeline(
        new SignalConfig(rule, List.of(transforms), range), SignalPipelineTest::place);
  }

  private static Philox place(String id) {
    return new Philox(id.hashCode() * 0x9E3779B97F4A7C15L);
  }
}
