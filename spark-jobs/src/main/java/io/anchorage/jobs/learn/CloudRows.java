package io.anchorage.jobs.learn;

import io.anchorage.cloud.LabelledCloud;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.learn.train.CloudSource;
import java.util.NoSuchElementException;

/** The clouds of one split, file by file; one row is in memory at a time. */
final class CloudRows implements CloudSource.Stream {
  private final CloudTable table;
  private final String split;
  private final int classes;
  private final int[] parts;
  private int at;
  private ShardScan<FieldRow> scan;
  private LabelledCloud next;

  CloudRows(CloudTable table, String split, int classes, int... parts) {
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
        if (CloudTable.isOf(split, row.summary().split())) {
          next = table.labelled(row, classes);
        }
      }
    }
    return next != null;
  }

  @Override
  public LabelledCloud next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the table is at its end");
    }
    LabelledCloud cloud = next;
    next = null;
    return cloud;
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
