package io.anchorage.jobs.sql;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * The tables whose rows this JVM has evaluated: the recipe, and the parameters that all fields
 * share. Each is read once.
 */
final class OpenTables {
  private static final Map<Key, Opened> TABLES = new ConcurrentHashMap<>();

  /** A table as far as its rows need it. */
  record Opened(FieldTable table, TableFamily family) {}

  private record Key(String path, String id) {}

  private OpenTables() {}

  /**
   * Returns a table.
   *
   * @param path its full path
   * @param id the id that it had when its rows were read
   * @throws UserException if there is no such table, or another one by now
   */
  static Opened get(String path, String id) {
    return TABLES.computeIfAbsent(new Key(path, id), OpenTables::open);
  }

  private static Opened open(Key key) {
    FieldTable table = FieldTable.open(StorageFolder.at(key.path(), SparkHadoopUtil.get().conf()));
    if (!table.manifest().tableId().equals(key.id())) {
      throw new UserException(
          Kind.INPUT,
          "%s is not the table that the row was read from: its id is %s, the row's %s; read it again"
              .formatted(table.files().root(), table.manifest().tableId(), key.id()));
    }
    return new Opened(table, TableFamily.ofAny(table));
  }
}
