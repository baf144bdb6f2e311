package io.anchorage.fuzz.files;

import io.anchorage.UserException;
import io.anchorage.fuzz.Target;
import java.io.IOException;
import java.util.List;

/**
 * A file that one method reads, in memory that is proportional to its length.
 *
 * @param words as {@link Target#words}
 * @param reader throws IOException or UserException for a file that it refuses
 */
record ReaderTarget(String name, List<byte[]> seeds, List<byte[]> words, Reader reader)
    implements Target {
  private static final long FIXED = 8L << 20;
  private static final long FOR_A_BYTE = 1024;

  /** What reads a file. */
  interface Reader {
    void read(byte[] file) throws IOException;
  }

  @Override
  public void read(byte[] file) throws IOException {
    reader.read(file);
  }

  @Override
  public boolean refuses(Exception thrown) {
    return thrown instanceof IOException || thrown instanceof UserException;
  }

  @Override
  public long allowedBytes(byte[] file) {
    return FIXED + FOR_A_BYTE * file.length;
  }
}
