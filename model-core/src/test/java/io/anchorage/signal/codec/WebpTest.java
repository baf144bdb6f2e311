package io.anchorage.signal.codec;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.HEIGHT;
import static io.anchorage.signal.codec.TestImages.WIDTH;
import static io.anchorage.signal.codec.TestImages.exif;
import static io.anchorage.signal.codec.TestImages.fixture;
import static io.anchorage.signal.codec.TestImages.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.PixelHash;
import io.anchorage.signal.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebpTest {
  /** Written by libwebp with every filter, transform and kind of alpha: see make-webp.py. */
  @ParameterizedTest
  @CsvFileSource(resources = "webp/hashes.csv")
  void lossy_and_lossless_images_are_what_libwebp_makes_of_them(String name, String hash)
      throws Exception {
    assertThat(PixelHash.of(DECODER.decode(fixture("webp/" + name)))).isEqualTo(hash);
  }

  @Test
  void an_animation_is_its_first_frame() throws Exception {
    Raster first = DECODER.decode(fixture("animated.webp"));
    Raster expected = pattern(3, 8);

    assertThat(first.channels()).isEqualTo(4);
    for (int p = 0; p < WIDTH * HEIGHT; p++) {
      for (int c = 0; c < 4; c++) {
        int wanted = c == 3 ? 255 : expected.samples()[3 * p + c];
        assertThat((int) first.samples()[4 * p + c]).isEqualTo(wanted);
      }
    }
  }

  @Test
  void a_frame_that_does_not_reach_all_of_the_canvas_leaves_the_rest_black() throws Exception {
    byte[] still = fixture("rgb.webp");
    byte[] picture = Arrays.copyOfRange(still, 12, still.length);
    byte[] frame =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {2, 0, 0, 1, 0, 0, WIDTH - 1, 0, 0, HEIGHT - 1, 0, 0})
            .array();
    byte[] file = riff(extended(0x02, WIDTH + 9, HEIGHT + 5), chunk("ANMF", join(frame, picture)));

    Raster raster = DECODER.decode(file);

    assertThat(raster.width()).isEqualTo(WIDTH + 9);
    assertThat(raster.height()).isEqualTo(HEIGHT + 5);
    Raster expected = pattern(3, 8);
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        boolean inside = x >= 4 && x < 4 + WIDTH && y >= 2 && y < 2 + HEIGHT;
        assertThat(raster.sample(y, x, 1)).isEqualTo(inside ? expected.sample(y - 2, x - 4, 1) : 0);
      }
    }
    assertThatThrownBy(
            () ->
                DECODER.decode(
                    riff(extended(0x02, WIDTH, HEIGHT), chunk("ANMF", join(frame, picture)))))
        .hasMessageContaining("first frame lies outside");
  }

  /** The size in the file's header may or may not count the byte that is not there. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void the_padding_byte_of_the_last_chunk_may_lack(int counted) throws Exception {
    byte[] picture = picture("rgb.webp");
    byte[] odd = picture.length % 2 == 1 ? picture : Arrays.copyOf(picture, picture.length + 1);
    byte[] file = riff(chunk("VP8L", odd));
    byte[] cut = Arrays.copyOf(file, file.length - 1);
    ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(4, cut.length - 8 + counted);

    assertThat(DECODER.decode(cut).samples()).containsExactly(pattern(3, 8).samples());
  }

  @Test
  void unknown_chunks_and_bytes_after_the_end_are_passed_over() throws Exception {
    byte[] file =
        riff(
            extended(0x08, WIDTH, HEIGHT),
            chunk("PSAI", new byte[5]),
            chunk("VP8L", picture("rgb.webp")),
            chunk("EXIF", exif(3)),
            chunk("JUNK", new byte[2]));

    Raster raster = DECODER.decode(Arrays.copyOf(file, file.length + 50));

    assertThat(raster.samples()).containsExactly(Orientation.apply(pattern(3, 8), 3).samples());
  }

  @Test
  void the_first_exif_chunk_decides_with_or_without_its_prefix() throws Exception {
    byte[] prefix = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    byte[] file =
        riff(
            extended(0x08, WIDTH, HEIGHT),
            chunk("VP8L", picture("rgb.webp")),
            chunk("EXIF", join(prefix, exif(6))),
            chunk("EXIF", exif(1)));

    assertThat(DECODER.decode(file).width()).isEqualTo(HEIGHT);
  }

  @ParameterizedTest
  @CsvSource({"high-quality.webp", "lossless-photo.webp", "alpha-best.webp", "colours-13.webp"})
  void damaged_pixels_are_refused_in_one_line_or_decoded_and_never_anything_else(String name) {
    byte[] whole = fixture("webp/" + name);
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k <= i % 3; k++) {
        damaged[12 + random.nextInt(damaged.length - 12)] = (byte) random.nextInt();
      }
      try {
        DECODER.decode(damaged);
      } catch (BadImageException e) {
        assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("Index");
      }
    }
  }

  private static byte[] picture(String name) {
    byte[] file = fixture(name);
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(16);
    return Arrays.copyOfRange(file, 20, 20 + length);
  }

  private static byte[] extended(int flags, int width, int height) {
    return chunk(
        "VP8X",
        new byte[] {(byte) flags, 0, 0, 0, (byte) (width - 1), 0, 0, (byte) (height - 1), 0, 0});
  }

  private static byte[] chunk(String type, byte[] data) {
    return ByteBuffer.allocate(8 + data.length + data.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .putInt(data.length)
        .put(data)
        .array();
  }

  private static byte[] riff(byte[]... chunks) {
    byte[] body = join(chunks);
    return join(
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("RIFF".getBytes(StandardCharsets.US_ASCII))
            .putInt(body.length + 4)
            .put("WEBP".getBytes(StandardCharsets.US_ASCII))
            .array(),
        body);
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }
}
