package io.anchorage.jobs.exchange.out;

import io.anchorage.jobs.exchange.out.ExportPart.Range;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How a table's rows are divided into files whose readers count rows: by {@link
 * NumberedImages#order}. The driver looks at each row's id and split once.
 */
final class OrderedPlan {
  /** A row that is exported: where it is, and where it belongs. */
  private record Row(long order, int shard, long number) {}

  private OrderedPlan() {}

  /**
   * The parts of a table.
   *
   * @param split the split whose rows are wanted; empty for all
   */
  static List<ExportPart> parts(FieldTable table, String split, int perFile) {
    List<ShardEntry> shards =
        table.manifest().shards().stream().filter(shard -> shard.fields() != null).toList();
    Row[] rows = rows(table, shards, split);
    List<ExportPart> parts = new ArrayList<>();
    for (int from = 0; from < rows.length; from += perFile) {
      Row[] part = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + perFile));
      parts.add(new ExportPart(parts.size(), from, ranges(part, shards)));
    }
    return parts;
  }

  private static Row[] rows(FieldTable table, List<ShardEntry> shards, String split) {
    List<Row> rows = new ArrayList<>();
    try (ShardScan<FieldSummary> all = table.summaries()) {
      for (int shard = 0; shard < shards.size(); shard++) {
        for (long number = 0; number < shards.get(shard).fieldRows(); number++) {
          FieldSummary row = all.next();
          if (split.isEmpty() || row.split().equals(split)) {
            rows.add(new Row(NumberedImages.order(row), shard, number));
          }
        }
      }
    }
    rows.sort(Comparator.comparingLong(Row::order));
    return rows.toArray(new Row[0]);
  }

  /** The same rows as runs, each shard from its beginning to its end. */
  private static List<Range> ranges(Row[] part, List<ShardEntry> shards) {
    Arrays.sort(part, Comparator.comparingInt(Row::shard).thenComparingLong(Row::number));
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < part.length; ) {
      int end = i + 1;
      while (end < part.length
          && part[end].shard() == part[i].shard()
          && part[end].number() == part[end - 1].number() + 1) {
        end++;
      }
      ranges.add(
          new Range(shards.get(part[i].shard()), part[i].number(), part[end - 1].number() + 1));
      i = end;
    }
    return ranges;
  }
}
