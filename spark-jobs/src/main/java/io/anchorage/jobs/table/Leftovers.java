package io.anchorage.jobs.table;

import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.TableLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Unused files that a killed run or a repeated task left in a table's folder. */
final class Leftovers {
  /** Beginning of the name of a file that tells the tasks of a run to end soon. */
  static final String STOP = "_stop-";

  private Leftovers() {}

  /** Tests by name whether an entry of a table's folder belongs to the table. */
  static boolean isTables(String name) {
    return name.equals(TableLayout.FIELDS)
        || name.equals(TableLayout.FAILURES)
        || name.equals(TableLayout.MANIFEST)
        || name.equals(TableLayout.PUBLISHING)
        || name.equals(FolderLock.NAME)
        || name.startsWith(STOP)
        || StorageFolder.isTemporary(name)
        || isShared(name);
  }

  /**
   * Removes files that the manifest does not list. Only the holder of the table's lock may call it.
   */
  static void remove(StorageFolder files, Manifest manifest) {
    Set<String> listed = new HashSet<>();
    for (ShardEntry shard : manifest.shards()) {
      if (shard.fields() != null) {
        listed.add(shard.fields().path());
      }
      if (shard.failures() != null) {
        listed.add(shard.failures().path());
      }
    }
    for (String folder : List.of(TableLayout.FIELDS, TableLayout.FAILURES)) {
      for (String name : files.list(folder)) {
        if (!listed.contains(folder + "/" + name)) {
          files.deleteQuietly(folder + "/" + name);
        }
      }
    }
    String shared = manifest.shared() == null ? "" : manifest.shared().path();
    for (String name : files.list("")) {
      if (name.startsWith(STOP)
          || name.equals(TableLayout.PUBLISHING)
          || (StorageFolder.isTemporary(name)
              && !StorageFolder.isTemporaryOf(FolderLock.NAME, name))
          || (isShared(name) && !name.equals(shared))) {
        files.deleteQuietly(name);
      }
    }
  }

  private static boolean isShared(String name) {
    return TableLayout.isSharedFile(name);
  }
}
