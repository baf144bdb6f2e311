package io.anchorage.jobs.learn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A TensorBoard event file that holds only scalars.
 *
 * <p>Each TFRecord consists of the 8-byte length of the data, a checksum of the length, the data
 * and a checksum of the data, all little-endian. The data is a protobuf {@code Event} with {@code
 * wall_time = 1} (double), {@code step = 2} (int64), and either {@code file_version = 3} or {@code
 * summary = 5}, a list of {@code value = 1} with {@code tag = 1} and {@code simple_value = 2}
 * (float).
 */
final class EventFile {
  /** The file name; TensorBoard only reads files with {@code tfevents} in their name. */
  static final String NAME = "events.out.tfevents.anchorage";

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int MASK_DELTA = 0xa282ead8;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  /**
   * @param seconds time of the first event, in seconds since 1970
   */
  EventFile(double seconds) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    number64(event, 1, seconds);
    text(event, 3, "brain.Event:2");
    record(event.toByteArray());
  }

  /**
   * Adds a point to a curve. Non-finite values are skipped.
   *
   * @param seconds time of the point, in seconds since 1970
   */
  EventFile scalar(double seconds, long step, String tag, double value) {
    if (Double.isFinite(value)) {
      ByteArrayOutputStream point = new ByteArrayOutputStream();
      text(point, 1, tag);
      number32(point, 2, (float) value);
      ByteArrayOutputStream summary = new ByteArrayOutputStream();
      bytes(summary, 1, point.toByteArray());
      ByteArrayOutputStream event = new ByteArrayOutputStream();
      number64(event, 1, seconds);
      varint(event, (2L << 3) | VARINT);
      varint(event, step);
      bytes(event, 5, summary.toByteArray());
      record(event.toByteArray());
    }
    return this;
  }

  /** The content of the whole file. */
  byte[] content() {
    return file.toByteArray();
  }

  private void record(byte[] data) {
    byte[] length = little(8).putLong(data.length).array();
    file.writeBytes(length);
    file.writeBytes(little(4).putInt(masked(length)).array());
    file.writeBytes(data);
    file.writeBytes(little(4).putInt(masked(data)).array());
  }

  /** The masked checksum of TFRecord: {@code rotate_right(crc32c, 15) + 0xa282ead8}. */
  private static int masked(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }

  private static void number64(ByteArrayOutputStream out, int field, double value) {
    varint(out, ((long) field << 3) | FIXED64);
    out.writeBytes(little(8).putDouble(value).array());
  }

  private static void number32(ByteArrayOutputStream out, int field, float value) {
    varint(out, ((long) field << 3) | FIXED32);
    out.writeBytes(little(4).putFloat(value).array());
  }

  private static void text(ByteArrayOutputStream out, int field, String value) {
    bytes(out, field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, ((long) field << 3) | LENGTH_DELIMITED);
    varint(out, value.length);
    out.writeBytes(value);
  }

  /** Writes a protobuf varint: seven bits per byte, lowest first; a high bit means more follow. */
  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
