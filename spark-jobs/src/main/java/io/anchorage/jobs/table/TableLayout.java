package io.anchorage.jobs.table;

/** The names inside a table's folder. */
final class TableLayout {
  static final String MANIFEST = "manifest.json";
  static final String LOCK = "_lock";
  static final String FIELDS = "fields";
  static final String FAILURES = "failures";
  static final String SHARED_PREFIX = "decoder-";
  static final String SHARED_SUFFIX = ".safetensors";

  private static final int HASH_DIGITS = 12;

  private TableLayout() {}

  /** The file of shared parameters with a content's hash. */
  static String sharedFile(String sha256) {
    return SHARED_PREFIX + shortHash(sha256) + SHARED_SUFFIX;
  }

  /** A hash as names and messages show it. */
  static String shortHash(String sha256) {
    return sha256.substring(0, Math.min(HASH_DIGITS, sha256.length()));
  }
}
