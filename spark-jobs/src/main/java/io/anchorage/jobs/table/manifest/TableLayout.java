package io.anchorage.jobs.table.manifest;

import java.util.List;
import java.util.regex.Pattern;

/** The names of files and folders inside a table's folder. */
public final class TableLayout {
  public static final String MANIFEST = "manifest.json";

  /** The note about shards that are being published. */
  public static final String PUBLISHING = "_publishing.json";

  public static final String FIELDS = "fields";
  public static final String FAILURES = "failures";

  /** Where damaged files are kept. */
  public static final String DAMAGED = "_damaged";

  /** The kinds of shared parameters, each the first word of its file's name. */
  static final List<String> SHARED_KINDS = List.of("decoder", "network", "start");

  static final String SHARED_SUFFIX = ".safetensors";

  private static final int HASH_DIGITS = 12;

  private static final Pattern SHARD_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** Names with slashes between them: no file system, no backslash, no control character. */
  private static final Pattern INSIDE =
      Pattern.compile("[^/:\\\\\\p{Cntrl}]+(/[^/:\\\\\\p{Cntrl}]+)*");

  private static final Pattern LEAVING = Pattern.compile("(^|/)\\.\\.?(/|$)");

  private TableLayout() {}

  /**
   * Returns the name of the file of shared parameters whose content has the given hash.
   *
   * @param kind decoder or network
   */
  static String sharedFile(String kind, String sha256) {
    return kind + "-" + shortHash(sha256) + SHARED_SUFFIX;
  }

  /** Tests whether a path that a manifest gives stays in the table's folder. */
  static boolean isInside(String path) {
    return INSIDE.matcher(path).matches() && !LEAVING.matcher(path).find();
  }

  /** Tests whether a shard's name can begin the names of its files. */
  public static boolean isShardName(String name) {
    return SHARD_NAME.matcher(name).matches();
  }

  /** Tests whether a name is that of a file of shared parameters. */
  public static boolean isSharedFile(String name) {
    return name.endsWith(SHARED_SUFFIX)
        && SHARED_KINDS.stream().anyMatch(kind -> name.startsWith(kind + "-"));
  }

  /**
   * Returns the name under which a file is kept while it is not, or no longer, part of a table: one
   * that no pattern for data matches.
   *
   * @param path the file's path as part of the table, such as {@code fields/r1-0-12345678.parquet}
   */
  public static String unlisted(String path) {
    int name = path.lastIndexOf('/') + 1;
    return path.substring(0, name) + "_" + path.substring(name) + ".part";
  }

  /**
   * Returns the name under which a damaged file is kept for whoever wants to look into it.
   *
   * @param path the file's path as part of the table
   */
  public static String setAside(String path) {
    return DAMAGED + "/" + path.replace('/', '-');
  }

  /** Returns a hash in the short form used in names and messages. */
  public static String shortHash(String sha256) {
    return sha256.substring(0, Math.min(HASH_DIGITS, sha256.length()));
  }
}
