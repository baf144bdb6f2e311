package io.anchorage.jobs.source.record;

import io.anchorage.jobs.storage.HadoopFiles;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * A file of records that can be read at any offset: by seeking or, if its name ends in .gz, by
 * decompressing everything before the offset. It holds one buffer, whatever the file's size.
 */
final class RecordStream implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final HadoopFiles files;
  private final String location;
  private FSDataInputStream stored;
  private InputStream in;
  private long position;
  private IOException broken;

  RecordStream(HadoopFiles files, String location) throws IOException {
    this.files = files;
    this.location = location;
    start();
  }

  static boolean compressed(String location) {
    return location.endsWith(".gz");
  }

  /**
   * Reads {@code length} bytes.
   *
   * @param offset in bytes, in the decompressed file
   * @throws EOFException if the file ends earlier
   */
  byte[] read(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (upTo(offset, bytes) < length) {
      throw new EOFException(
          "%s ends at byte %d, but bytes %d to %d are needed"
              .formatted(location, position, offset, offset + length - 1));
    }
    return bytes;
  }

  /** The first {@code most} bytes, or all of a shorter file. */
  byte[] head(int most) throws IOException {
    byte[] bytes = new byte[most];
    return Arrays.copyOf(bytes, upTo(0, bytes));
  }

  /**
   * Reads to the end and returns the length of the decompressed file in bytes.
   *
   * @param most reading ends there at the latest, since a small file may unpack to any length; a
   *     longer file has at least one byte more
   */
  long readThrough(long most) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int n = in.read(buffer); n >= 0 && position <= most; n = in.read(buffer)) {
        position += n;
      }
      return position;
    } catch (EOFException e) {
      throw new EOFException("its gzip stream ends prematurely after " + position + " bytes");
    }
  }

  private int upTo(long offset, byte[] bytes) throws IOException {
    if (broken != null) {
      throw broken;
    }
    try {
      moveTo(offset);
      int read = position < offset ? 0 : in.readNBytes(bytes, 0, bytes.length);
      position += read;
      return read;
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  private void moveTo(long offset) throws IOException {
    boolean near = offset >= position && offset - position <= BUFFER_BYTES;
    if (!near && !compressed(location)) {
      stored.seek(offset);
      in = new BufferedInputStream(stored, BUFFER_BYTES);
      position = offset;
      return;
    }
    if (offset < position) {
      close();
      start();
    }
    while (position < offset) {
      long skipped = in.skip(offset - position);
      if (skipped == 0 && in.read() < 0) {
        return;
      }
      position += Math.max(1, skipped);
    }
  }

  private void start() throws IOException {
    stored = files.open(location);
    try {
      in =
          compressed(location)
              ? new GZIPInputStream(stored, BUFFER_BYTES)
              : new BufferedInputStream(stored, BUFFER_BYTES);
    } catch (IOException e) {
      stored.close();
      throw e;
    }
    position = 0;
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
