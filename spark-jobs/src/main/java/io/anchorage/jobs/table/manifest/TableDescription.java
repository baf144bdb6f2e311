package io.anchorage.jobs.table.manifest;

import java.util.List;

/** A table's manifest without its shards, as files carry it that hold fields outside of tables. */
public final class TableDescription {
  private TableDescription() {}

  /** The description of a table: its manifest, in which no shard is listed. */
  public static byte[] of(Manifest manifest) {
    return ManifestJson.toJson(manifest.withShards(List.of()));
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @param where the file's name in messages
   * @throws io.anchorage.UserException if the content is damaged, or newer than this Anchorage
   */
  public static Manifest parse(byte[] content, String where) {
    return ManifestParser.fromJson(content, where);
  }
}
