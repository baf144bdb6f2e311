package io.anchorage.signal.codec;

import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Images and encoded images for tests. */
public final class TestImages {
  public static final int WIDTH = 17;
  public static final int HEIGHT = 11;
  public static final ImageDecoder DECODER = new ImageDecoder(1_000_000);

  private TestImages() {}

  /** The pattern of make-fixtures.py; 16-bit samples are {@code v * 256 + (v ^ 0x5A)}. */
  public static Raster pattern(int channels, int bits) {
    char[] samples = new char[WIDTH * HEIGHT * channels];
    int i = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int c = 0; c < channels; c++) {
          int v = (x * 13 + y * 29 + c * 71 + x * y) & 255;
          samples[i++] = (char) (bits == 8 ? v : v << 8 | (v ^ 0x5A));
        }
      }
    }
    return new Raster(HEIGHT, WIDTH, channels, bits, samples);
  }

  public static byte[] fixture(String name) {
    try (InputStream in = TestImages.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = jdkWriter(format);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(image);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  static ImageWriter jdkWriter(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    while (true) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
    }
  }

  /** A BufferedImage of one of its TYPE_ constants with the given samples. */
  public static BufferedImage buffered(Raster raster, int type) {
    BufferedImage image = new BufferedImage(raster.width(), raster.height(), type);
    fill(raster, image);
    return image;
  }

  static void fill(Raster raster, BufferedImage image) {
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        for (int c = 0; c < raster.channels(); c++) {
          image.getRaster().setSample(x, y, c, raster.sample(y, x, c));
        }
      }
    }
  }

  /** A PNG file of given chunks: IHDR is made here, IEND is added. */
  public static byte[] png(
      int width, int height, int depth, int colourType, byte[] rows, byte[]... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("\u0089PNG\r\n\u001A\n".getBytes(StandardCharsets.ISO_8859_1));
    byte[] header = new byte[13];
    ByteBuffer.wrap(header).putInt(width).putInt(height).put((byte) depth).put((byte) colourType);
    out.writeBytes(chunk("IHDR", header));
    for (byte[] chunk : more) {
      out.writeBytes(chunk);
    }
    out.writeBytes(chunk("IDAT", deflate(rows)));
    out.writeBytes(chunk("IEND"));
    return out.toByteArray();
  }

  public static byte[] chunk(String type, byte... data) {
    ByteBuffer out = ByteBuffer.allocate(12 + data.length);
    out.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(out.array(), 4, 4 + data.length);
    return out.putInt((int) crc.getValue()).array();
  }

  /** A little-endian EXIF block with nothing but an orientation. */
  public static byte[] exif(int orientation) {
    return new byte[] {
      'I',
      'I',
      42,
      0,
      8,
      0,
      0,
      0,
      1,
      0,
      0x12,
      0x01,
      3,
      0,
      1,
      0,
      0,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
  }

  /** A JPEG with an EXIF segment after its first two bytes. */
  public static byte[] withExif(byte[] jpeg, byte[] exif) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + exif.length);
    out.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) 0xE1).putShort((short) (8 + exif.length));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    byte[] out = new byte[data.length + 100];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }
}
