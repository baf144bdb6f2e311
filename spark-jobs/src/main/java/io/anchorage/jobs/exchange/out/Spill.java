package io.anchorage.jobs.exchange.out;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.array.ElementType;
import io.anchorage.jobs.table.rows.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * One column of a file of arrays as its rows arrive. Numbers go to a temporary file on the
 * executor's disk, because a file of arrays wants each column in one piece; text stays in memory.
 */
final class Spill implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final ColumnType type;
  private final OptionalInt length;
  private final List<String> texts = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private long[] offsets = new long[1];
  private int rows;
  private FileChannel channel;

  /**
   * An empty column.
   *
   * @param length of all its lists; empty if they differ or it has none
   */
  Spill(ColumnType type, OptionalInt length) {
    this.type = type;
    this.length = length;
  }

  /** The type of the elements that stand for a column's values; text has none. */
  static ElementType element(ColumnType type) {
    return switch (type) {
      case INT -> ElementType.I32;
      case LONG -> ElementType.I64;
      case NUMBER, NUMBERS -> ElementType.F32;
      case PRECISE -> ElementType.F64;
      case TEXT -> throw new IllegalArgumentException("Text is no array of numbers");
    };
  }

  ColumnType type() {
    return type;
  }

  List<String> texts() {
    return texts;
  }

  /** How many numbers the lists have in all. */
  long numbers() {
    return offsets[rows];
  }

  /** Adds a row's value; null if it has none. */
  void add(Object value, String id) throws IOException {
    switch (type) {
      case TEXT -> texts.add(value == null ? "" : (String) value);
      case INT -> room(Integer.BYTES).putInt(value == null ? -1 : (Integer) value);
      case LONG -> room(Long.BYTES).putLong(value == null ? -1 : (Long) value);
      case NUMBER -> room(Float.BYTES).putFloat(value == null ? Float.NaN : (Float) value);
      case PRECISE -> room(Double.BYTES).putDouble(value == null ? Double.NaN : (Double) value);
      case NUMBERS -> numbers(value == null ? new float[0] : (float[]) value, id);
    }
  }

  private void numbers(float[] list, String id) throws IOException {
    if (length.isPresent() && length.getAsInt() != list.length) {
      throw new UserException(
          Kind.INPUT,
          "Field %s has a list of %d numbers where the table's layout says %d; run verify on the table"
              .formatted(id, list.length, length.getAsInt()));
    }
    for (int at = 0; at < list.length; ) {
      ByteBuffer into = room(Float.BYTES);
      int count = Math.min(list.length - at, into.remaining() / Float.BYTES);
      into.asFloatBuffer().put(list, at, count);
      into.position(into.position() + count * Float.BYTES);
      at += count;
    }
    if (rows + 1 == offsets.length) {
      offsets = Arrays.copyOf(offsets, Math.max(1024, 2 * offsets.length));
    }
    offsets[rows + 1] = offsets[rows] + list.length;
    rows++;
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    if (channel == null) {
      Path file = Files.createTempFile("anchorage-export-", ".tmp");
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Writes all numbers of all rows. */
  void writeTo(OutputStream out) throws IOException {
    if (channel != null) {
      byte[] chunk = new byte[BUFFER];
      ByteBuffer into = ByteBuffer.wrap(chunk);
      for (long at = 0; at < channel.size(); ) {
        into.clear();
        int read = channel.read(into, at);
        out.write(chunk, 0, read);
        at += read;
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  /** Writes where each row's list begins, and where the last one ends. */
  void writeOffsetsTo(OutputStream out) throws IOException {
    ByteBuffer all = ByteBuffer.allocate((rows + 1) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    all.asLongBuffer().put(offsets, 0, rows + 1);
    out.write(all.array());
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The temporary file is gone, or will be with the folder that holds it.
      }
    }
  }
}
