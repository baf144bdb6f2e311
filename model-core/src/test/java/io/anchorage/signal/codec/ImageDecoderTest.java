package io.anchorage.signal.codec;

import static io.anchorage.signal.codec.TestImages.DECODER;
import static io.anchorage.signal.codec.TestImages.HEIGHT;
import static io.anchorage.signal.codec.TestImages.WIDTH;
import static io.anchorage.signal.codec.TestImages.buffered;
import static io.anchorage.signal.codec.TestImages.encode;
import static io.anchorage.signal.codec.TestImages.fixture;
import static io.anchorage.signal.codec.TestImages.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.signal.PixelHash;
import io.anchorage.signal.Raster;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every format gives the exact pixels of its file.
 *
 * <p>Over 300 lines, because it is one list of formats and their options.
 */
class ImageDecoderTest {
  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void rgb_of_8_bits_is_exact(String format) throws Exception {
    Raster expected = pattern(3, 8);

    assertDecodes(encode(buffered(expected, BufferedImage.TYPE_3BYTE_BGR), format), expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
  void grey_of_8_bits_is_exact_and_stays_grey(String format) throws Exception {
    Raster expected = pattern(1, 8);

    assertDecodes(encode(buffered(expected, BufferedImage.TYPE_BYTE_GRAY), format), expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void grey_of_16_bits_is_exact(String format) throws Exception {
    Raster expected = pattern(1, 16);

    assertDecodes(encode(buffered(expected, BufferedImage.TYPE_USHORT_GRAY), format), expected);
  }

  @ParameterizedTest
  @CsvSource({"png, 2, 8", "png, 2, 16", "png, 3, 16", "png, 4, 16", "tiff, 3, 16"})
  void every_layout_of_samples_is_exact(String format, int channels, int bits) throws Exception {
    Raster expected = pattern(channels, bits);

    assertDecodes(encode(interleaved(expected), format), expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void alpha_stays_a_channel(String format) throws Exception {
    Raster expected = pattern(4, 8);

    assertDecodes(encode(buffered(expected, BufferedImage.TYPE_4BYTE_ABGR), format), expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 16", "3, 8", "4, 8"})
  void interlaced_png_is_exact(int channels, int bits) throws Exception {
    Raster expected = pattern(channels, bits);

    assertDecodes(encodeInterlaced(interleaved(expected)), expected);
  }

  @Test
  void a_palette_becomes_its_colours() throws Exception {
    byte[] red = {0, (byte) 200, 10, 77, 5};
    byte[] green = {0, 100, (byte) 255, 77, 5};
    byte[] blue = {0, 50, 20, 78, 5};
    for (String format : List.of("png", "gif", "bmp", "tiff")) {
      BufferedImage image = indexed(new IndexColorModel(4, 5, red, green, blue));

      Raster raster = DECODER.decode(encode(image, format));

      assertThat(raster.channels()).as(format).isEqualTo(3);
      for (int x = 0; x < 4; x++) {
        assertThat(raster.sample(0, x, 0)).as(format).isEqualTo(red[x] & 0xFF);
        assertThat(raster.sample(0, x, 1)).as(format).isEqualTo(green[x] & 0xFF);
        assertThat(raster.sample(0, x, 2)).as(format).isEqualTo(blue[x] & 0xFF);
      }
    }
  }

  /** The JDK's writer interlaces; its reader loses rows of images of up to four rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 20})
  void an_interlaced_gif_has_all_its_rows_however_few(int height) throws Exception {
    byte[] ramp = new byte[256];
    for (int i = 0; i < 256; i++) {
      ramp[i] = (byte) i;
    }
    BufferedImage image =
        new BufferedImage(
            3,
            height,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 256, ramp, ramp, ramp));
    for (int i = 0; i < 3 * height; i++) {
      image.getRaster().setSample(i % 3, i / 3, 0, 4 * i);
    }

    Raster raster = DECODER.decode(encode(image, "gif"));

    for (int i = 0; i < 3 * height; i++) {
      assertThat((int) raster.samples()[i]).isEqualTo(4 * i);
    }
  }

  @Test
  void a_palette_of_greys_becomes_one_channel() throws Exception {
    byte[] greys = {3, 17, 99, (byte) 254};
    for (String format : List.of("png", "gif", "tiff")) {
      BufferedImage image = indexed(new IndexColorModel(2, 4, greys, greys, greys));

      Raster raster = DECODER.decode(encode(image, format));

      assertThat(raster.channels()).as(format).isEqualTo(1);
      assertThat(raster.palette()).as(format).isTrue();
      assertThat(raster.samples())
          .as(format)
          .startsWith((char) 3, (char) 17, (char) 99, (char) 254);
    }
  }

  @Test
  void a_transparent_entry_of_a_palette_makes_an_alpha_channel() throws Exception {
    byte[] red = {0, (byte) 200, 10, 77};
    byte[] blue = {0, 50, 20, 78};
    for (String format : List.of("png", "gif")) {
      BufferedImage image = indexed(new IndexColorModel(2, 4, red, blue, blue, 2));

      Raster raster = DECODER.decode(encode(image, format));

      assertThat(raster.channels()).as(format).isEqualTo(4);
      for (int x = 0; x < 4; x++) {
        assertThat(raster.sample(0, x, 3)).as(format).isEqualTo(x == 2 ? 0 : 255);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void few_bits_of_grey_become_eight_exactly(int bits) throws Exception {
    int levels = 1 << bits;
    byte[] ramp = new byte[levels];
    for (int i = 0; i < levels; i++) {
      ramp[i] = (byte) (i * 255 / (levels - 1));
    }
    BufferedImage image =
        ImageTypeSpecifier.createGrayscale(bits, DataBuffer.TYPE_BYTE, false)
            .createBufferedImage(WIDTH, 1);
    for (int x = 0; x < WIDTH; x++) {
      image.getRaster().setSample(x, 0, 0, x % levels);
    }

    for (String format : List.of("png", "tiff")) {
      Raster raster = DECODER.decode(encode(image, format));
      assertThat(raster.channels()).isEqualTo(1);
      assertThat(raster.palette()).as(format).isEqualTo(format.equals("tiff") && bits > 1);
      for (int x = 0; x < WIDTH; x++) {
        assertThat(raster.sample(0, x, 0)).as(format).isEqualTo(ramp[x % levels] & 0xFF);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"TYPE_USHORT_565_RGB, 31, 63, 31", "TYPE_USHORT_555_RGB, 31, 31, 31"})
  void colours_of_16_bits_in_a_bmp_are_scaled_with_rounding(String type, int r, int g, int b)
      throws Exception {
    int[] peaks = {r, g, b};
    BufferedImage image =
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.class.getField(type).getInt(null));
    for (int x = 0; x < WIDTH; x++) {
      for (int c = 0; c < 3; c++) {
        image.getRaster().setSample(x, 3, c, (x * 3 + c) & peaks[c]);
      }
    }

    Raster raster = DECODER.decode(encode(image, "bmp"));

    for (int x = 0; x < WIDTH; x++) {
      for (int c = 0; c < 3; c++) {
        long expected = Math.round(((x * 3 + c) & peaks[c]) * 255.0 / peaks[c]);
        assertThat(raster.sample(3, x, c)).isEqualTo((int) expected);
      }
    }
  }

  @Test
  void run_length_encoded_bmp_is_exact() throws Exception {
    byte[] ramp = new byte[256];
    for (int i = 0; i < 256; i++) {
      ramp[i] = (byte) (255 - i);
    }
    IndexColorModel colours = new IndexColorModel(8, 256, ramp, ramp, ramp);
    BufferedImage image =
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, colours);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.getRaster().setSample(x, y, 0, y < 4 ? y : (x * 7 + y) % 256);
      }
    }

    Raster raster = DECODER.decode(encodeCompressed(image, "bmp", "BI_RLE8"));

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        assertThat(raster.sample(y, x, 0)).isEqualTo(255 - (y < 4 ? y : (x * 7 + y) % 256));
      }
    }
  }

  /** By hand, since the JDK's writer forgets to pad literal runs of nibbles to whole words. */
  @Test
  void runs_of_nibbles_and_moves_are_followed() throws Exception {
    ByteBuffer bmp = ByteBuffer.allocate(14 + 40 + 8 + 20).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(82).putInt(0).putInt(62);
    bmp.putInt(40).putInt(5).putInt(3).putShort((short) 1).putShort((short) 4).putInt(2);
    bmp.putInt(0).putInt(0).putInt(0).putInt(2).putInt(0);
    bmp.putInt(0x0A0A0A).putInt(0x141414);
    bmp.put(HexFormat.of().parseHex("0005" + "1010" + "1000" + "0000"));
    bmp.put(HexFormat.of().parseHex("0310" + "0002" + "0101" + "0111" + "0001" + "0000"));

    Raster raster = DECODER.decode(bmp.array());

    assertThat(raster.channels()).isEqualTo(1);
    assertThat(raster.samples())
        .containsExactly(new char[] {10, 10, 10, 10, 20, 20, 10, 20, 10, 10, 20, 10, 20, 10, 20});
  }

  @ParameterizedTest
  @CsvSource({
    "rgb.webp, 3, 8",
    "rgba.webp, 4, 8",
    "profile.webp, 3, 8",
    "rgb.tif, 3, 8",
    "rgba.tif, 4, 8",
    "grey16.tif, 1, 16",
    "interlaced.gif, 1, 8"
  })
  void files_of_another_writer_are_exact(String name, int channels, int bits) throws Exception {
    assertDecodes(fixture(name), pattern(channels, bits));
  }

  @Test
  void bilevel_tiff_is_black_and_white() throws Exception {
    Raster raster = DECODER.decode(fixture("bilevel.tif"));
    Raster grey = pattern(1, 8);

    for (int i = 0; i < grey.samples().length; i++) {
      assertThat((int) raster.samples()[i]).isEqualTo(grey.samples()[i] >= 128 ? 255 : 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"subsampled.jpg, 1", "progressive.jpg, 1", "profile.jpg, 1", "lossy.webp, 0"})
  void lossy_images_are_what_other_decoders_make_of_them(String name, int tolerance)
      throws Exception {
    Raster raster = DECODER.decode(fixture(name));
    Raster expected = DECODER.decode(fixture(name + ".png"));

    assertThat(raster.channels()).isEqualTo(3);
    int worst = 0;
    for (int i = 0; i < expected.samples().length; i++) {
      worst = Math.max(worst, Math.abs(raster.samples()[i] - expected.samples()[i]));
    }
    assertThat(worst).isLessThanOrEqualTo(tolerance);
  }

  @Test
  void a_jpeg_within_a_tiff_is_read() throws Exception {
    Raster raster = DECODER.decode(fixture("jpeg.tif"));

    assertThat(raster.channels()).isEqualTo(3);
    assertThat(raster.sample(20, 20, 0)).isBetween(90, 110);
    assertThat(raster.sample(20, 20, 1)).isBetween(110, 130);
    assertThat(raster.sample(20, 20, 2)).isBetween(145, 165);
  }

  @Test
  void grey_jpeg_stays_grey() throws Exception {
    BufferedImage flat = new BufferedImage(24, 24, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 24 * 24; i++) {
      flat.getRaster().setSample(i % 24, i / 24, 0, 100);
    }

    Raster raster = DECODER.decode(encode(flat, "jpg"));

    assertThat(raster.channels()).isEqualTo(1);
    assertThat(raster.samples()).containsOnly((char) 100);
  }

  @Test
  void many_threads_decode_the_same_pixels() throws Exception {
    List<String> names =
        List.of("rgb.webp", "rgba.tif", "interlaced.gif", "subsampled.jpg", "lossy.webp.png");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (String name : names) {
        String expected = PixelHash.of(DECODER.decode(fixture(name)));
        Callable<String> decode = () -> PixelHash.of(DECODER.decode(fixture(name)));
        for (Future<String> hash : threads.invokeAll(Collections.nCopies(20, decode))) {
          assertThat(hash.get()).isEqualTo(expected);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_context_class_loader_without_readers_does_not_matter() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertDecodes(fixture("rgba.webp"), pattern(4, 8));
      assertDecodes(fixture("rgba.tif"), pattern(4, 8));
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  private static void assertDecodes(byte[] bytes, Raster expected) throws Exception {
    Raster raster = DECODER.decode(bytes);
    assertThat(raster.height()).isEqualTo(expected.height());
    assertThat(raster.width()).isEqualTo(expected.width());
    assertThat(raster.channels()).isEqualTo(expected.channels());
    assertThat(raster.bits()).isEqualTo(expected.bits());
    assertThat(raster.samples()).containsExactly(expected.samples());
    ImageHeader header = ImageHeader.parse(bytes);
    assertThat(header.channels()).isEqualTo(raster.channels());
    assertThat(header.bits()).isEqualTo(raster.bits());
    assertThat(header.pixels()).isEqualTo((long) raster.height() * raster.width());
  }

  private static BufferedImage interleaved(Raster raster) {
    int channels = raster.channels();
    boolean alpha = channels % 2 == 0;
    int type = raster.bits() == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    ColorSpace space =
        ColorSpace.getInstance(channels < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    ComponentColorModel model = new ComponentColorModel(space, alpha, false, alpha ? 3 : 1, type);
    WritableRaster pixels =
        java.awt.image.Raster.createInterleavedRaster(
            type, raster.width(), raster.height(), channels, null);
    BufferedImage image = new BufferedImage(model, pixels, false, null);
    TestImages.fill(raster, image);
    return image;
  }

  private static BufferedImage indexed(IndexColorModel colours) {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY, colours);
    for (int i = 0; i < 16; i++) {
      image.getRaster().setSample(i % 4, i / 4, 0, (i + i / 4) % 4);
    }
    return image;
  }

  private static byte[] encodeInterlaced(BufferedImage image) throws IOException {
    ImageWriter writer = TestImages.jdkWriter("png");
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    return write(writer, image, param);
  }

  private static byte[] encodeCompressed(BufferedImage image, String format, String compression)
      throws IOException {
    ImageWriter writer = TestImages.jdkWriter(format);
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionType(compression);
    return write(writer, image, param);
  }

  private static byte[] write(ImageWriter writer, BufferedImage image, ImageWriteParam param)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    }
    assertThat(ImageIO.read(new ByteArrayInputStream(out.toByteArray()))).isNotNull();
    return out.toByteArray();
  }
}
