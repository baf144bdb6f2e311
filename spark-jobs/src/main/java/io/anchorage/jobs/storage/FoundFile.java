package io.anchorage.jobs.storage;

/**
 * An entry of a folder tree that is no folder.
 *
 * @param path relative to the top of the tree, with slashes; bytes that are no text are written as
 *     {@code \xE9}
 * @param bytes size; -1 if it is not known
 * @param millis time of the last modification in milliseconds since 1970; -1 if it is not known
 * @param problem why it cannot be read as a file, in words that follow its name; null if it can
 */
public record FoundFile(String path, long bytes, long millis, String problem) {
  static FoundFile bad(String path, String problem) {
    return new FoundFile(path, -1, -1, problem);
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
