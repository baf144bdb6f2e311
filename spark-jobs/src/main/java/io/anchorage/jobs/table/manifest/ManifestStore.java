package io.anchorage.jobs.table.manifest;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/** Reads and replaces a table's manifest. */
public final class ManifestStore {
  private ManifestStore() {}

  /**
   * Reads the manifest of a table.
   *
   * @throws UserException if there is no table, or its manifest is damaged or of a newer format
   */
  public static Manifest read(StorageFolder files) {
    String where = files.shown(TableLayout.MANIFEST);
    try {
      return ManifestParser.fromJson(files.read(TableLayout.MANIFEST), where);
    } catch (FileNotFoundException e) {
      throw new UserException(
          Kind.INPUT,
          "%s is not a field table: it has no %s; give the folder that fit wrote as --output"
              .formatted(files.root(), TableLayout.MANIFEST),
          e);
    } catch (IOException e) {
      throw StorageErrors.reading(where, e);
    }
  }

  /**
   * Notes which shards are being published, before they are. What is noted and what the manifest
   * lists is published.
   */
  public static void announce(StorageFolder files, List<ShardEntry> shards) {
    files.put(TableLayout.PUBLISHING, ManifestJson.toJson(shards));
  }

  /** Reads the shards that a run announced last; none if there is no note. */
  public static List<ShardEntry> announced(StorageFolder files) {
    if (!files.exists(TableLayout.PUBLISHING)) {
      return List.of();
    }
    return ManifestParser.shards(
        files.content(TableLayout.PUBLISHING), files.shown(TableLayout.PUBLISHING));
  }

  public static void replace(StorageFolder files, Manifest manifest) {
    try {
      files.replace(TableLayout.MANIFEST, ManifestJson.toJson(manifest));
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(TableLayout.MANIFEST), e);
    }
  }
}
