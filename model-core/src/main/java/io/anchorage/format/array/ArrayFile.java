package io.anchorage.format.array;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** A file of arrays that is open for reading. Not thread-safe. */
public interface ArrayFile extends Closeable {
  /** Type and shape of each array, by name. */
  Map<String, ArrayInfo> arrays();

  /** Why an array that is there cannot be read, in one line; empty if it can, or is not there. */
  default String refusal(String name) {
    return "";
  }

  /**
   * Opens an array's elements, little-endian and row-major; several may be open at once.
   *
   * @throws IOException in one line, if the file is damaged
   */
  InputStream open(String name) throws IOException;

  /**
   * The columns of text, by name.
   *
   * @throws IOException in one line, if the file is damaged
   */
  Map<String, List<String>> texts() throws IOException;

  /** What is said of the whole file. */
  Map<String, String> metadata() throws IOException;
}
