package io.anchorage.jobs.exchange.out;

import io.anchorage.jobs.table.manifest.ShardEntry;
import java.io.Serializable;
import java.util.List;

/**
 * What one task writes: some of a table's rows.
 *
 * @param index from 0
 * @param first how many rows there are in the parts before
 * @param ranges of rows of shards, in order
 */
record ExportPart(int index, long first, List<Range> ranges) implements Serializable {
  /**
   * Rows of a shard.
   *
   * @param from the first row
   * @param to behind the last row
   */
  record Range(ShardEntry shard, long from, long to) implements Serializable {}

  ExportPart {
    ranges = List.copyOf(ranges);
  }

  long rows() {
    return ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
  }

  /** The part's name, to which a format adds its suffix. */
  String name() {
    return "part-%05d".formatted(index);
  }

  /** The name of the note that says that the part is written. */
  String note() {
    return "_" + name() + ".json";
  }
}
