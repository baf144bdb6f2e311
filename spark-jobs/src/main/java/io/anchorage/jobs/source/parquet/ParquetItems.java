package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.config.SourceConfig.Ids;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.Splits;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Lists the rows of Parquet tables as items: split by split, numbered consecutively across the
 * tables of a split. If the tables' names do not give the split, it is drawn for each row.
 */
final class ParquetItems implements Iterator<ItemRef> {
  private final Input input;
  private final List<String> splits;
  private final List<ParquetTable> tables;
  private final boolean running;
  private final Estimate estimate;

  private int split;
  private int table;
  private long row;
  private long rowOfAll;
  private long index;
  private ItemRef next;

  /** Estimates the pixels of the image in a row. */
  @FunctionalInterface
  interface Estimate {
    double pixels(ParquetTable table, long row);
  }

  ParquetItems(Input input, List<ParquetTable> tables, Estimate estimate) {
    this.input = input;
    this.splits = Splits.ORDER.stream().filter(input::wants).toList();
    this.tables = tables;
    this.running = input.config().ids() == Ids.RUNNING;
    this.estimate = estimate;
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
      } else if (row == tables.get(table).count() || !mayHold(tables.get(table))) {
        table++;
        row = 0;
      } else {
        take(tables.get(table));
        row++;
        rowOfAll++;
      }
    }
  }

  private boolean mayHold(ParquetTable from) {
    String named = from.file().split();
    return named == null || named.equals(splits.get(split));
  }

  private void take(ParquetTable from) {
    String dataset = input.dataset();
    String named = dataset + "/" + from.file().stem() + "/" + row;
    String here = from.file().split();
    if (here == null) {
      here = input.drawnSplit(running ? dataset + "/" + rowOfAll : named);
    }
    if (!here.equals(splits.get(split))) {
      return;
    }
    long pixels = Math.max(1, (long) estimate.pixels(from, row));
    String id = running ? dataset + "/" + here + "/" + index : named;
    next = new ItemRef(id, here, index, from.location(), row, pixels, from.file().stamp());
    index++;
  }
}
