package io.anchorage.jobs.exchange.out;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Rows of one length in a temporary file, written out in another order than they came in. */
final class RowFile implements AutoCloseable {
  private final FileChannel channel;
  private final ByteBuffer row;

  /**
   * An empty file.
   *
   * @param numbers of a row
   */
  RowFile(int numbers) throws IOException {
    Path file = Files.createTempFile("anchorage-export-", ".tmp");
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    row = ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  void add(float[] numbers) throws IOException {
    row.clear();
    row.asFloatBuffer().put(numbers);
    while (row.hasRemaining()) {
      channel.write(row);
    }
  }

  /** Writes the rows with the given numbers, counted from 0 as they came in. */
  void writeTo(OutputStream out, int[] order) throws IOException {
    for (int number : order) {
      row.clear();
      long at = (long) number * row.capacity();
      while (row.hasRemaining()) {
        if (channel.read(row, at + row.position()) < 0) {
          throw new IOException("a temporary file was cut");
        }
      }
      out.write(row.array());
    }
  }

  static void writeLongs(long[] values, OutputStream out) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    out.write(bytes.array());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
