package io.anchorage.jobs.table.manifest;

import java.util.List;

/** The names inside a table's folder. */
public final class TableLayout {
  public static final String MANIFEST = "manifest.json";
  public static final String FIELDS = "fields";
  public static final String FAILURES = "failures";

  /** What shared parameters may be: the first word of their file's name. */
  static final List<String> SHARED_KINDS = List.of("decoder", "network");

  static final String SHARED_SUFFIX = ".safetensors";

  private static final int HASH_DIGITS = 12;

  private TableLayout() {}

  /**
   * The file of shared parameters with a content's hash.
   *
   * @param kind decoder or network
   */
  static String sharedFile(String kind, String sha256) {
    return kind + "-" + shortHash(sha256) + SHARED_SUFFIX;
  }

  /** Whether a name is that of a file of shared parameters. */
  public static boolean isSharedFile(String name) {
    return name.endsWith(SHARED_SUFFIX)
        && SHARED_KINDS.stream().anyMatch(kind -> name.startsWith(kind + "-"));
  }

  /** A hash as names and messages show it. */
  public static String shortHash(String sha256) {
    return sha256.substring(0, Math.min(HASH_DIGITS, sha256.length()));
  }
}
