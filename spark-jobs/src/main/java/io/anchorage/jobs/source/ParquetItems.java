package io.anchorage.jobs.source;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Lists the rows of Parquet tables as items: split by split, numbered consecutively across the
 * tables of a split. If the tables' names do not give the split, it is drawn for each row.
 */
final class ParquetItems implements Iterator<ItemRef> {
  private final String dataset;
  private final List<String> splits;
  private final List<ParquetTable> tables;
  private final SplitDraw draw;
  private final double pixelsPerByte;

  private int split;
  private int table;
  private long row;
  private long rowOfAll;
  private long index;
  private ItemRef next;

  /** Draws the split of a row, numbered across all tables. */
  @FunctionalInterface
  interface SplitDraw {
    String split(long rowOfAll);
  }

  /**
   * @param splits the wanted splits, in order
   */
  ParquetItems(
      String dataset,
      List<String> splits,
      List<ParquetTable> tables,
      SplitDraw draw,
      double pixelsPerByte) {
    this.dataset = dataset;
    this.splits = splits;
    this.tables = tables;
    this.draw = draw;
    this.pixelsPerByte = pixelsPerByte;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public ItemRef next() {
    if (next == null) {
      throw new NoSuchElementException("No more images");
    }
    ItemRef item = next;
    advance();
    return item;
  }

  private void advance() {
    next = null;
    while (next == null && split < splits.size()) {
      if (table == tables.size()) {
        split++;
        table = 0;
        index = 0;
        rowOfAll = 0;
      } else if (row == tables.get(table).count()) {
        table++;
        row = 0;
      } else {
        take(tables.get(table));
        row++;
        rowOfAll++;
      }
    }
  }

  private void take(ParquetTable from) {
    String here = from.split() == null ? draw.split(rowOfAll) : from.split();
    if (!here.equals(splits.get(split))) {
      return;
    }
    long pixels = Math.max(1, (long) (from.bytesOfImage(row) * pixelsPerByte));
    String id = dataset + "/" + here + "/" + index;
    next = new ItemRef(id, here, index, from.location(), row, pixels, from.stamp());
    index++;
  }
}
