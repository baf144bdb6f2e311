package io.anchorage.signal.codec;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.buffered;
import static io.anchorage.signal.codec.TestImages.chunk;
import static io.anchorage.signal.codec.TestImages.encode;
import static io.anchorage.signal.codec.TestImages.fixture;
import static io.anchorage.signal.codec.TestImages.pattern;
import static io.anchorage.signal.codec.TestImages.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadImageTest {
  @Test
  void an_empty_file_is_refused() {
    assertThatThrownBy(() -> DECODER.decode(new byte[0]))
        .isInstanceOf(BadImageException.class)
        .hasMessage("Empty file: 0 bytes");
  }

  @Test
  void a_text_file_is_refused() {
    assertThatThrownBy(() -> DECODER.decode("hello, world\n".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(BadImageException.class)
        .hasMessage(
            "Not an image of a supported format ([PNG, JPEG, GIF, BMP, TIFF, WEBP]): it begins with"
                + " bytes 68 65 6c 6c 6f 2c 20 77");
  }

  @Test
  void a_png_that_claims_too_much_is_refused_from_its_header() {
    byte[] image = png(100_000, 100_000, 8, 2, new byte[100]);

    assertThatThrownBy(() -> DECODER.decode(image))
        .isInstanceOf(BadImageException.class)
        .hasMessage(
            "PNG image claims 100000x100000, 10000000000 pixels: more than maxPixels 1000000");
    assertThatThrownBy(() -> new ImageDecoder(Long.MAX_VALUE).decode(image))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("100000x100000");
  }

  @Test
  void a_png_that_cannot_hold_what_it_claims_is_refused_before_memory_is_taken() {
    byte[] image = png(20_000, 20_000, 16, 6, new byte[100]);

    assertThatThrownBy(() -> new ImageDecoder(1L << 30).decode(image))
        .hasMessageContaining("PNG image of 20000x20000 is truncated");
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "5, 0", "-1, 5"})
  void an_image_without_pixels_is_refused(int width, int height) {
    assertThatThrownBy(() -> DECODER.decode(png(width, height, 8, 0, new byte[100])))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("PNG image has no pixels");
  }

  @Test
  void zero_sized_headers_of_other_formats_are_refused() throws Exception {
    byte[] bmp = encode(buffered(pattern(3, 8), BufferedImage.TYPE_3BYTE_BGR), "bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 0);
    assertThatThrownBy(() -> DECODER.decode(bmp)).hasMessageContaining("BMP image has no pixels");
    byte[] gif = fixture("interlaced.gif");
    int frame = new String(gif, StandardCharsets.ISO_8859_1).indexOf(',', 13 + 3 * 256);
    Arrays.fill(gif, frame + 5, frame + 7, (byte) 0);
    assertThatThrownBy(() -> DECODER.decode(gif)).hasMessageContaining("GIF image has no pixels");
  }

  @ParameterizedTest
  @CsvSource({"float.tif, sample format 3"})
  void unsupported_layouts_say_so(String name, String expected) {
    assertThatThrownBy(() -> DECODER.decode(fixture(name)))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("17x11")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "png",
        "bmp",
        "interlaced.gif",
        "rgb.tif",
        "rgba.tif",
        "grey16.tif",
        "bilevel.tif",
        "jpeg.tif",
        "rgb.webp",
        "lossy.webp",
        "subsampled.jpg",
        "progressive.jpg"
      })
  void an_image_cut_short_is_refused_in_one_line_wherever_it_is_cut(String name) throws Exception {
    byte[] whole =
        name.contains(".")
            ? fixture(name)
            : encode(buffered(pattern(3, 8), BufferedImage.TYPE_3BYTE_BGR), name);
    Raster pixels = DECODER.decode(whole);

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        Raster decoded = DECODER.decode(part);
        assertThat(whole.length - length).as("bytes that nothing needs").isLessThan(16);
        assertThat(decoded.samples()).containsExactly(pixels.samples());
      } catch (BadImageException e) {
        assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
      }
    }
  }

  @Test
  void damage_never_ends_in_another_exception() throws Exception {
    Map<String, byte[]> images = new LinkedHashMap<>();
    for (String name :
        new String[] {
          "rgba.webp",
          "lossy.webp",
          "turned.tif",
          "bilevel.tif",
          "interlaced.gif",
          "progressive.jpg",
          "subsampled.jpg.png"
        }) {
      images.put(name, fixture(name));
    }
    images.put("bmp", encode(buffered(pattern(3, 8), BufferedImage.TYPE_3BYTE_BGR), "bmp"));
    Random random = new Random(1);
    int refused = 0;
    for (Map.Entry<String, byte[]> image : images.entrySet()) {
      for (int i = 0; i < 200; i++) {
        byte[] damaged = image.getValue().clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        damaged[random.nextInt(Math.min(64, damaged.length))] ^= (byte) (1 << random.nextInt(8));
        try {
          DECODER.decode(damaged);
        } catch (BadImageException e) {
          assertThat(e.getMessage()).as(image.getKey()).doesNotContain("\n");
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  @Test
  void small_images_with_huge_parts_are_refused_before_memory_is_taken() {
    byte[] webp = fixture("turned.webp");
    int pixels = new String(webp, StandardCharsets.ISO_8859_1).indexOf("VP8L") + 8;
    Arrays.fill(webp, pixels + 1, pixels + 4, (byte) 0xFF);
    assertThatThrownBy(() -> DECODER.decode(webp))
        .hasMessageContaining("WEBP image of 17x11 is damaged: its pixels are 16384x");

    ByteBuffer tiff = ByteBuffer.allocate(10 + 8 * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 8);
    int[][] tags = {
      {0x100, 17},
      {0x101, 11},
      {0x102, 8},
      {0x106, 1},
      {0x142, 1 << 20},
      {0x143, 1 << 20},
      {0x144, 8},
      {0x145, 8}
    };
    for (int[] tag : tags) {
      tiff.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    assertThatThrownBy(() -> DECODER.decode(tiff.array()))
        .hasMessage("TIFF image of 17x11 has tiles of 1048576x1048576");
  }

  @Test
  void a_damaged_png_is_recognised_by_its_checksums() {
    byte[] image = png(3, 2, 8, 0, new byte[] {0, 10, 20, 30, 0, 40, 50, 60});
    image[image.length - 20] ^= 1;

    assertThatThrownBy(() -> DECODER.decode(image))
        .hasMessageContaining("does not match its checksum");
  }

  @Test
  void a_png_with_too_few_rows_is_truncated() {
    assertThatThrownBy(() -> DECODER.decode(png(3, 2, 8, 0, new byte[] {0, 10, 20, 30, 0, 40})))
        .hasMessageContaining("truncated");
  }

  @Test
  void a_png_with_an_index_beyond_its_palette_is_refused() {
    byte[] image =
        png(2, 1, 8, 3, new byte[] {0, 0, 7}, chunk("PLTE", new byte[] {1, 2, 3, 4, 5, 6}));

    assertThatThrownBy(() -> DECODER.decode(image))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("entry 7 of a palette of 2");
  }

  @Test
  void a_header_is_known_from_the_start_of_a_file() throws Exception {
    for (String name : new String[] {"subsampled.jpg", "lossy.webp", "interlaced.gif"}) {
      byte[] whole = fixture(name);
      int most = name.endsWith("gif") ? whole.length - 100 : whole.length - 40;
      assertThat(ImageHeader.parse(Arrays.copyOf(whole, most))).isEqualTo(ImageHeader.parse(whole));
    }
    byte[] image = png(300, 200, 16, 6, new byte[300 * 200 * 8 + 200]);
    assertThat(ImageHeader.parse(Arrays.copyOf(image, 48)))
        .isEqualTo(new ImageHeader(ImageFormat.PNG, 300, 200, 4, 16, 1, false));
  }

  @Test
  void grey_png_is_not_shifted_by_its_gamma_and_a_colour_key_makes_alpha() throws Exception {
    byte[] rows = {0, 10, 20, 30, 0, 40, 50, 60};
    byte[] gamma = chunk("gAMA", (byte) 0, (byte) 1, (byte) 0x86, (byte) 0xA0);

    assertThat(DECODER.decode(png(3, 2, 8, 0, rows, gamma)).samples())
        .containsExactly(new char[] {10, 20, 30, 40, 50, 60});
    assertThat(DECODER.decode(png(3, 2, 8, 0, rows, chunk("tRNS", (byte) 0, (byte) 50))).samples())
        .containsExactly(new char[] {10, 255, 20, 255, 30, 255, 40, 255, 50, 0, 60, 255});
  }
}
