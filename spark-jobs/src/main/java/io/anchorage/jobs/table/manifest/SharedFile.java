package io.anchorage.jobs.table.manifest;

import io.anchorage.jobs.storage.Sha256;

/**
 * The file of parameters that all fields of a table share.
 *
 * @param path relative to the table
 * @param sha256 SHA-256 of the file, hexadecimal
 */
public record SharedFile(String path, String sha256) {
  /**
   * Makes the entry for a file with the given content.
   *
   * @param kind decoder or network
   */
  public static SharedFile of(String kind, byte[] content) {
    String sha256 = Sha256.of(content);
    return new SharedFile(TableLayout.sharedFile(kind, sha256), sha256);
  }

  /** Returns the kind of content: decoder or network. */
  public String kind() {
    return path.substring(0, path.indexOf('-'));
  }
}
