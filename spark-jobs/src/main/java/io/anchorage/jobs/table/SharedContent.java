package io.anchorage.jobs.table;

import io.anchorage.jobs.table.manifest.SharedFile;

/**
 * What a table's file of shared parameters is made of.
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

  /** No parameters are shared. */
  public static SharedContent none() {
    return new SharedContent("", null);
  }

  /**
   * A decoder that all fields need.
   *
   * @param bytes the file's content; null if there is none
   */
  public static SharedContent decoder(byte[] bytes) {
    return new SharedContent("decoder", bytes);
  }

  /** The networks whose feature maps the fields stand for. */
  public static SharedContent network(byte[] bytes) {
    return new SharedContent("network", bytes);
  }

  boolean isPresent() {
    return bytes != null;
  }

  SharedFile file() {
    return SharedFile.of(kind, bytes);
  }

  byte[] bytes() {
    return bytes;
  }
}
