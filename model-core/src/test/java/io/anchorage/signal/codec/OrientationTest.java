package io.anchorage.signal.codec;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.HEIGHT;
import static io.anchorage.signal.codec.TestImages.WIDTH;
import static io.anchorage.signal.codec.TestImages.chunk;
import static io.anchorage.signal.codec.TestImages.exif;
import static io.anchorage.signal.codec.TestImages.fixture;
import static io.anchorage.signal.codec.TestImages.pattern;
import static io.anchorage.signal.codec.TestImages.png;
import static io.anchorage.signal.codec.TestImages.withExif;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.signal.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  private static final byte[] ROWS = {0, 10, 20, 30, 0, 40, 50, 60};

  /** EXIF 2.3, tag 274, by its own words: where the stored first row and first column are seen. */
  @ParameterizedTest
  @CsvSource({
    "1, '10 20 30 / 40 50 60'",
    "2, '30 20 10 / 60 50 40'",
    "3, '60 50 40 / 30 20 10'",
    "4, '40 50 60 / 10 20 30'",
    "5, '10 40 / 20 50 / 30 60'",
    "6, '40 10 / 50 20 / 60 30'",
    "7, '60 30 / 50 20 / 40 10'",
    "8, '30 60 / 20 50 / 10 40'",
  })
  void each_orientation_is_applied(int orientation, String expected) throws Exception {
    byte[] image = png(3, 2, 8, 0, ROWS, chunk("eXIf", exif(orientation)));

    assertThat(text(DECODER.decode(image))).isEqualTo(expected);
    ImageHeader header = ImageHeader.parse(image);
    assertThat(header.width()).isEqualTo(orientation < 5 ? 3 : 2);
    assertThat(header.height()).isEqualTo(orientation < 5 ? 2 : 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_jpeg_is_turned_by_its_exif_segment(int orientation) throws Exception {
    byte[] jpeg = fixture("subsampled.jpg");
    Raster expected = Orientation.apply(DECODER.decode(jpeg), orientation);

    Raster turned = DECODER.decode(withExif(jpeg, exif(orientation)));

    assertThat(turned.width()).isEqualTo(orientation < 5 ? 48 : 40);
    assertThat(turned.samples()).containsExactly(expected.samples());
    assertThat(turned.samples().length).isEqualTo(48 * 40 * 3);
    if (orientation != 1) {
      assertThat(turned.samples()).isNotEqualTo(DECODER.decode(jpeg).samples());
    }
  }

  @ParameterizedTest
  @CsvSource({"turned.webp, 6", "turned.tif, 8"})
  void webp_and_tiff_are_turned(String name, int orientation) throws Exception {
    Raster turned = DECODER.decode(fixture(name));

    assertThat(turned.height()).isEqualTo(WIDTH);
    assertThat(turned.width()).isEqualTo(HEIGHT);
    assertThat(turned.samples())
        .containsExactly(Orientation.apply(pattern(3, 8), orientation).samples());
    assertThat(ImageHeader.parse(fixture(name)).width()).isEqualTo(HEIGHT);
  }

  @Test
  void a_broken_or_senseless_exif_block_says_nothing() throws Exception {
    for (byte[] block :
        new byte[][] {{}, {'I', 'I', 42}, exif(0), exif(9), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}) {
      byte[] image = png(3, 2, 8, 0, ROWS, chunk("eXIf", block));
      assertThat(text(DECODER.decode(image))).isEqualTo("10 20 30 / 40 50 60");
    }
  }

  private static String text(Raster raster) {
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < raster.height(); r++) {
      text.append(r == 0 ? "" : " / ");
      for (int q = 0; q < raster.width(); q++) {
        text.append(q == 0 ? "" : " ").append(raster.sample(r, q, 0));
      }
    }
    return text.toString();
  }
}
