package io.anchorage.jobs.exchange.out;

import io.anchorage.jobs.exchange.out.ExportPart.Range;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskKilledException;

/** The rows of one part, read as they are asked for. Must be closed. */
final class PartRows implements Iterator<FieldRow>, AutoCloseable {
  private final FieldTable table;
  private final Iterator<Range> ranges;
  private final String split;
  private final BooleanSupplier calledOff;
  private ShardScan<FieldRow> scan;
  private ShardEntry shard;
  private long at;
  private long left;
  private FieldRow next;

  /**
   * Opens a part.
   *
   * @param split the split whose rows are wanted; empty for all
   */
  PartRows(FieldTable table, ExportPart part, String split, BooleanSupplier calledOff) {
    this.table = table;
    this.ranges = part.ranges().iterator();
    this.split = split;
    this.calledOff = calledOff;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (left > 0 || ranges.hasNext())) {
      if (left == 0) {
        open(ranges.next());
      }
      if (calledOff.getAsBoolean()) {
        throw new TaskKilledException("called off");
      }
      FieldRow row = scan.next();
      left--;
      if (split.isEmpty() || row.summary().split().equals(split)) {
        next = row;
      }
    }
    return next != null;
  }

  private void open(Range range) {
    if (!range.shard().equals(shard) || at > range.from()) {
      close();
      scan = table.rows(range.shard());
      shard = range.shard();
      at = 0;
    }
    for (; at < range.from(); at++) {
      scan.next();
    }
    left = range.to() - range.from();
    at = range.to();
  }

  @Override
  public FieldRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FieldRow row = next;
    next = null;
    return row;
  }

  @Override
  public void close() {
    if (scan != null) {
      scan.close();
      scan = null;
    }
  }
}
