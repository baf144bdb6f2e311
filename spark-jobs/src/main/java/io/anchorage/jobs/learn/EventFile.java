package io.anchorage.jobs.learn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A TensorBoard event file with scalars and nothing else.
 *
 * <p>A TFRecord is the length of the data in 8 bytes, a checksum of these, the data, a checksum of
 * the data; all little-endian. Its data is a protobuf {@code Event} of {@code wall_time = 1}
 * (double), {@code step = 2} (int64), and either {@code file_version = 3} or {@code summary = 5}: a
 * list of {@code value = 1} with {@code tag = 1} and {@code simple_value = 2} (float).
 */
final class EventFile {
  /** Readers take files with {@code tfevents} in their name. */
  static final String NAME = "events.out.tfevents.anchorage";

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int MASK_DELTA = 0xa282ead8;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  /**
   * @param seconds since 1970, of the first event
   */
  EventFile(double seconds) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    number64(event, 1, seconds);
    text(event, 3, "brain.Event:2");
    record(event.toByteArray());
  }

  /**
   * Adds a point to a curve. A number that is not finite is left out.
   *
   * @param seconds since 1970
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

  /** The whole file. */
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

  /** {@code rotate_right(crc32c, 15) + 0xa282ead8}. */
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

  /** Seven bits a byte, the lowest first, the highest bit says that more follow. */
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
