package io.anchorage.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.UserException;
import io.anchorage.fuzz.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One file of a folder whose other files stay as they are. Only a {@link UserException} may refuse
 * it, since a command prints any other as an internal error.
 *
 * @param words as {@link Target#words}
 * @param path where the damaged file lies
 * @param reader reads the folder
 */
record FileTarget(String name, List<byte[]> seeds, List<byte[]> words, Path path, Runnable reader)
    implements Target {
  /**
   * What Hadoop and Parquet allocate for any file. Parquet allocates the length that a damaged
   * header claims for a string before it reads the string: at most 100 MiB, a limit that its code
   * fixes for the headers of pages, and a file was seen to claim it twice.
   */
  private static final long FIXED = 256L << 20;

  private static final long FOR_A_BYTE = 4096;

  static List<byte[]> bytes(String... words) {
    return List.of(words).stream().map(word -> word.getBytes(UTF_8)).toList();
  }

  @Override
  public void read(byte[] file) throws IOException {
    Files.write(path, file);
    reader.run();
  }

  @Override
  public boolean refuses(Exception thrown) {
    return thrown instanceof UserException;
  }

  @Override
  public long allowedBytes(byte[] file) {
    return FIXED + FOR_A_BYTE * file.length;
  }
}
