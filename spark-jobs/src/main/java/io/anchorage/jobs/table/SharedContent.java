package io.anchorage.jobs.table;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.SharedFile;
import java.io.IOException;

/**
 * The content of a table's file of shared parameters.
 *
 * <p>Not a record, because {@code bytes} is a large array that is shared and never compared.
 */
public final class SharedContent {
  private final String kind;
  private final byte[] bytes;

  private SharedContent(String kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /** Returns the value for tables without shared parameters. */
  public static SharedContent none() {
    return new SharedContent("", null);
  }

  /**
   * Returns the content for a decoder that all fields need.
   *
   * @param bytes the file's content
   */
  public static SharedContent decoder(byte[] bytes) {
    return new SharedContent("decoder", bytes);
  }

  /** Returns the content for a learnt start at which all fits begin. */
  public static SharedContent start(byte[] bytes) {
    return new SharedContent("start", bytes);
  }

  /** Returns the content for the networks whose feature maps the fields represent. */
  public static SharedContent network(byte[] bytes) {
    return new SharedContent("network", bytes);
  }

  /** Returns the content of a table's own file; none if it has no file. */
  public static SharedContent of(FieldTable table) {
    SharedFile file = table.manifest().shared();
    return file == null ? none() : new SharedContent(file.kind(), table.sharedParameters());
  }

  /** Returns the content of a file that was kept outside of a table. */
  public static SharedContent of(SharedFile file, byte[] bytes) {
    return new SharedContent(file.kind(), bytes);
  }

  boolean isPresent() {
    return bytes != null;
  }

  /**
   * Writes the file into a table's folder.
   *
   * @throws UserException if it cannot be written
   */
  SharedFile store(StorageFolder files) {
    SharedFile file = SharedFile.of(kind, bytes);
    try {
      files.replace(file.path(), bytes);
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(file.path()), e);
    }
    return file;
  }
}
