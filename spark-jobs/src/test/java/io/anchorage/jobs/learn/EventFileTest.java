package io.anchorage.jobs.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads event files with a decoder of its own: bitwise checksums, a general protobuf reader. */
final class EventFileTest {
  /** A protobuf field as it stands in the message. */
  private record Part(int field, int wire, long number, ByteBuffer data) {
    ByteBuffer buffer() {
      return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes() {
      byte[] bytes = new byte[data.remaining()];
      data.duplicate().get(bytes);
      return bytes;
    }
  }

  @Test
  void scalars_are_read_back_with_their_step_time_and_name() {
    byte[] file =
        new EventFile(1.5e9)
            .scalar(1.5e9 + 0.25, 1, "loss/train", 2.25)
            .scalar(1.5e9 + 7, 300, "accuracy/validation", 0.8)
            .content();

    List<byte[]> records = records(file);

    assertThat(records).hasSize(3);
    List<Part> first = parts(records.get(0));
    assertThat(first.get(0).field()).isEqualTo(1);
    assertThat(first.get(0).buffer().getDouble()).isEqualTo(1.5e9);
    assertThat(first.get(1).field()).isEqualTo(3);
    assertThat(new String(first.get(1).bytes(), StandardCharsets.UTF_8)).isEqualTo("brain.Event:2");
    assertScalar(records.get(1), 1.5e9 + 0.25, 1, "loss/train", 2.25f);
    assertScalar(records.get(2), 1.5e9 + 7, 300, "accuracy/validation", 0.8f);
  }

  @Test
  void what_is_not_a_number_is_left_out() {
    byte[] file = new EventFile(0).scalar(1, 1, "loss/validation", Double.NaN).content();

    assertThat(records(file)).hasSize(1);
  }

  @Test
  void the_checksum_is_that_of_the_castagnoli_polynomial() {
    assertThat(crc32c("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xe3069283);
  }

  private static void assertScalar(
      byte[] event, double seconds, long step, String tag, float value) {
    List<Part> parts = parts(event);
    assertThat(parts.get(0).buffer().getDouble()).isEqualTo(seconds);
    assertThat(parts.get(1).field()).isEqualTo(2);
    assertThat(parts.get(1).number()).isEqualTo(step);
    assertThat(parts.get(2).field()).isEqualTo(5);
    List<Part> summary = parts(parts.get(2).bytes());
    assertThat(summary).hasSize(1);
    List<Part> point = parts(summary.get(0).bytes());
    assertThat(new String(point.get(0).bytes(), StandardCharsets.UTF_8)).isEqualTo(tag);
    assertThat(point.get(1).field()).isEqualTo(2);
    assertThat(point.get(1).wire()).isEqualTo(5);
    assertThat(point.get(1).buffer().getFloat()).isEqualTo(value);
  }

  private static List<byte[]> records(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).isEqualTo(masked(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertThat(in.getInt()).isEqualTo(masked(data));
      records.add(data);
    }
    return records;
  }

  private static int masked(byte[] data) {
    int crc = crc32c(data);
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  /** One bit after the other, with the reflected polynomial. */
  private static int crc32c(byte[] data) {
    int crc = -1;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
      }
    }
    return ~crc;
  }

  private static List<Part> parts(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Part> parts = new ArrayList<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      int wire = (int) (key & 7);
      long number = wire == 0 ? varint(in) : 0;
      int size = wire == 1 ? 8 : wire == 5 ? 4 : wire == 2 ? (int) varint(in) : 0;
      byte[] bytes = new byte[size];
      in.get(bytes);
      parts.add(new Part((int) (key >>> 3), wire, number, ByteBuffer.wrap(bytes)));
    }
    return parts;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
