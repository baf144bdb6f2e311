package io.anchorage.jobs.learn;

import io.anchorage.cloud.Sample;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.learn.train.SampleSource;
import java.util.NoSuchElementException;

/** Streams the labelled samples of one split, file by file, holding one row in memory at a time. */
final class SampleRows implements SampleSource.Stream {
  private final SampleTable table;
  private final String split;
  private final int classes;
  private final int[] parts;
  private int at;
  private ShardScan<FieldRow> scan;
  private Sample next;

  SampleRows(SampleTable table, String split, int classes, int... parts) {
    this.table = table;
    this.split = split;
    this.classes = classes;
    this.parts = parts;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (scan != null || at < parts.length)) {
      if (scan == null) {
        scan = table.rows(parts[at++]);
      }
      if (!scan.hasNext()) {
        close();
      } else {
        FieldRow row = scan.next();
        if (row.summary().label() >= 0 && SampleTable.isOf(split, row.summary().split())) {
          next = table.labelled(row, classes);
        }
      }
    }
    return next != null;
  }

  @Override
  public Sample next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the table is at its end");
    }
    Sample sample = next;
    next = null;
    return sample;
  }

  /** Closes the open file. */
  @Override
  public void close() {
    if (scan != null) {
      scan.close();
      scan = null;
    }
  }
}
