package io.anchorage.jobs.exchange.out;

import io.anchorage.jobs.exchange.out.ExportPart.Range;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FieldKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How a table's rows are divided into files: by the order of ids, whatever order they came in. */
final class ExportPlan {
  private static final int MOST_FIELDS = 100_000;

  private ExportPlan() {}

  /** How many fields of a number of bytes one file of a size holds. */
  static int fieldsPerFile(long fileBytes, long bytesPerField) {
    return (int) Math.max(1, Math.min(MOST_FIELDS, fileBytes / Math.max(1, bytesPerField)));
  }

  /** The parts of a table's published shards. */
  static List<ExportPart> parts(List<ShardEntry> shards, int perFile) {
    List<ShardEntry> ordered = new ArrayList<>(shards);
    ordered.removeIf(shard -> shard.fields() == null);
    ordered.sort(
        Comparator.<ShardEntry, String>comparing(
                shard -> shard.fields().minId(), FieldKey::compareIds)
            .thenComparing(ShardEntry::name));
    List<ExportPart> parts = new ArrayList<>();
    List<Range> open = new ArrayList<>();
    long held = 0;
    long first = 0;
    for (ShardEntry shard : ordered) {
      for (long at = 0; at < shard.fieldRows(); ) {
        long to = Math.min(shard.fieldRows(), at + perFile - held);
        open.add(new Range(shard, at, to));
        held += to - at;
        at = to;
        if (held == perFile) {
          parts.add(new ExportPart(parts.size(), first, open));
          open = new ArrayList<>();
          first += held;
          held = 0;
        }
      }
    }
    if (!open.isEmpty()) {
      parts.add(new ExportPart(parts.size(), first, open));
    }
    return parts;
  }
}
