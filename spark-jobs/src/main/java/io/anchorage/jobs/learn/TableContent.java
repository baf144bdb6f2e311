package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/**
 * What a table holds for a training, so that a table that has changed since is told apart from one
 * whose shards were merged or fitted again to the same bytes.
 *
 * @param files hash of the files that the manifest lists: equal files have equal content, and need
 *     not be read
 * @param rows hash of all rows, whatever file they are in: ids, splits, classes and parameters
 */
record TableContent(String files, String rows) implements Serializable {
  private static final String FILES = "table_files";
  private static final String ROWS = "table_content";
  private static final int LANES = 4;
  private static final int NAME_DIGITS = 12;

  /** Reads all rows of a table once. */
  static TableContent of(FieldTable table) {
    return new TableContent(filesOf(table), rowsOf(table));
  }

  /** What a job has written; null if it was begun before tables were told apart. */
  static TableContent of(Map<?, ?> tree) {
    return tree.get(FILES) instanceof String files && tree.get(ROWS) instanceof String rows
        ? new TableContent(files, rows)
        : null;
  }

  /** Adds this to a description. */
  void addTo(Map<String, Object> tree) {
    tree.put(FILES, files);
    tree.put(ROWS, rows);
  }

  /** A name for folders, different for different content. */
  String shortName() {
    return rows.substring(0, NAME_DIGITS);
  }

  /** Tests whether a table holds this content; reads its rows only if its files are others. */
  boolean isOf(FieldTable table) {
    return files.equals(filesOf(table)) || rows.equals(rowsOf(table));
  }

  /**
   * Checks that a table that was opened later still holds this content.
   *
   * @throws UserException of kind INPUT if it does not
   */
  void require(FieldTable table) {
    if (!isOf(table)) {
      throw new UserException(
          Kind.INPUT,
          "%s has changed while a training on it began; run the same command again once nothing writes to the table"
              .formatted(table.files().root()));
    }
  }

  private static String filesOf(FieldTable table) {
    MessageDigest digest = Sha256.digest();
    for (ShardEntry shard : table.manifest().shards()) {
      if (shard.fields() != null) {
        digest.update((shard.fields().sha256() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return Sha256.hex(digest);
  }

  /** The sum of the rows' hashes in four lanes of 64 bits, which no order of the rows changes. */
  private static String rowsOf(FieldTable table) {
    List<String> columns = table.manifest().spec().parameterColumns();
    long[] sum = new long[LANES];
    try (ShardScan<FieldRow> rows = table.rows()) {
      while (rows.hasNext()) {
        ByteBuffer hash = ByteBuffer.wrap(hash(rows.next(), columns));
        for (int lane = 0; lane < LANES; lane++) {
          sum[lane] += hash.getLong();
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (long lane : sum) {
      text.append("%016x".formatted(lane));
    }
    return text.toString();
  }

  private static byte[] hash(FieldRow row, List<String> columns) {
    MessageDigest digest = Sha256.digest();
    FieldSummary about = row.summary();
    digest.update(
        "%s\0%d\0%s\0%d\0%s\0"
            .formatted(about.id(), about.repeat(), about.split(), about.label(), about.labelName())
            .getBytes(StandardCharsets.UTF_8));
    for (String column : columns) {
      digest.update(bytes(row.field().column(column)));
    }
    return digest.digest();
  }

  private static byte[] bytes(Object column) {
    float[] numbers =
        column instanceof float[] list ? list : new float[] {((Number) column).floatValue()};
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }
}
