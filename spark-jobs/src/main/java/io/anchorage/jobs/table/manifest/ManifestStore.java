package io.anchorage.jobs.table.manifest;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.FileNotFoundException;
import java.io.IOException;

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

  public static void replace(StorageFolder files, Manifest manifest) {
    try {
      files.replace(TableLayout.MANIFEST, ManifestJson.toJson(manifest));
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(TableLayout.MANIFEST), e);
    }
  }
}
