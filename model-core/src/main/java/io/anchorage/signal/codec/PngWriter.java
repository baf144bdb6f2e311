package io.anchorage.signal.codec;

import io.anchorage.signal.Raster;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Encodes a {@link Raster} as PNG: grey, grey and alpha, RGB or RGBA of 8 or 16 bits, the samples
 * exactly as they are. {@link ImageDecoder} gives the same raster back.
 */
public final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int[] COLOUR_TYPES = {0, 4, 2, 6};
  private static final int PAETH = 4;
  private static final int CHUNK = 1 << 20;

  private PngWriter() {}

  /** The bytes of a PNG file. */
  public static byte[] encode(Raster raster) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    byte[] header = new byte[13];
    ByteBuffer.wrap(header)
        .putInt(raster.width())
        .putInt(raster.height())
        .put((byte) raster.bits())
        .put((byte) COLOUR_TYPES[raster.channels() - 1]);
    chunk(out, "IHDR", header, header.length);
    pixels(out, raster);
    chunk(out, "IEND", new byte[0], 0);
    return out.toByteArray();
  }

  private static void pixels(ByteArrayOutputStream out, Raster raster) {
    int sampleBytes = raster.bits() / 8;
    int distance = raster.channels() * sampleBytes;
    byte[] previous = new byte[raster.width() * distance];
    byte[] row = new byte[previous.length];
    byte[] filtered = new byte[row.length + 1];
    byte[] compressed = new byte[CHUNK];
    Deflater deflater = new Deflater();
    for (int y = 0; y < raster.height(); y++) {
      byte[] above = row;
      row = previous;
      previous = above;
      bytes(raster, y, row);
      filter(row, previous, distance, filtered);
      deflater.setInput(filtered);
      if (y == raster.height() - 1) {
        deflater.finish();
      }
      drain(deflater, compressed, out);
    }
    deflater.end();
  }

  private static void drain(Deflater deflater, byte[] compressed, ByteArrayOutputStream out) {
    int length = deflater.deflate(compressed);
    while (length > 0) {
      chunk(out, "IDAT", compressed, length);
      length = deflater.deflate(compressed);
    }
  }

  private static void bytes(Raster raster, int y, byte[] row) {
    int samples = raster.width() * raster.channels();
    int from = y * samples;
    for (int i = 0; i < samples; i++) {
      char sample = raster.samples()[from + i];
      if (raster.bits() == 8) {
        row[i] = (byte) sample;
      } else {
        row[2 * i] = (byte) (sample >> 8);
        row[2 * i + 1] = (byte) sample;
      }
    }
  }

  private static void filter(byte[] row, byte[] above, int distance, byte[] filtered) {
    filtered[0] = PAETH;
    for (int i = 0; i < row.length; i++) {
      int left = i < distance ? 0 : Bytes.u8(row, i - distance);
      int corner = i < distance ? 0 : Bytes.u8(above, i - distance);
      int predicted = PngRowReader.paeth(left, Bytes.u8(above, i), corner);
      filtered[i + 1] = (byte) (row[i] - predicted);
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    out.writeBytes(name);
    out.write(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
