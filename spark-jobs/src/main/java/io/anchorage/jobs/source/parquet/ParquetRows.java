package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.source.OutOfHeap;
import io.anchorage.jobs.storage.ErrorText;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of an open Parquet file by their number. It keeps one row group in memory at a time, of
 * the selected columns only. Reading in ascending order is cheapest.
 */
final class ParquetRows implements Closeable {
  private final ParquetFileReader reader;
  private final String location;
  private final List<BlockMetaData> groups;
  private MessageType columns;
  private RecordReader<Group> rows;
  private int group = -1;
  private int tooLarge = -1;
  private long firstOfGroup;
  private long nextRow;

  ParquetRows(ParquetFileReader reader, String location) {
    this.reader = reader;
    this.location = location;
    this.groups = reader.getRowGroups();
  }

  MessageType schema() {
    return reader.getFileMetaData().getSchema();
  }

  String location() {
    return location;
  }

  long count() {
    return reader.getRecordCount();
  }

  /**
   * Selects the columns to read.
   *
   * @param image null for none
   * @param label null for none
   */
  void select(ImageColumn image, LabelColumn label) {
    List<Type> selected = new ArrayList<>();
    if (image != null) {
      selected.add(image.projection(schema()));
    }
    if (label != null && label.kind() != LabelColumn.Kind.FOLDER) {
      selected.add(schema().getType(label.name()));
    }
    columns = new MessageType(schema().getName(), selected);
    reader.setRequestedSchema(columns);
    rows = null;
  }

  /**
   * One row.
   *
   * @throws IOException in one line, if it cannot be read or memory is too small for its row group
   */
  Group at(long position) throws IOException {
    try {
      if (rows == null
          || position < nextRow
          || position >= firstOfGroup + groups.get(group).getRowCount()) {
        load(position);
      }
      while (nextRow < position) {
        rows.read();
        nextRow++;
      }
      nextRow++;
      return rows.read();
    } catch (RuntimeException e) {
      rows = null;
      throw new IOException(
          "Row %d of %s cannot be read: %s".formatted(position, location, ErrorText.line(e)), e);
    } catch (OutOfMemoryError e) {
      rows = null;
      throw new IOException(OutOfHeap.doesNotFit("row %d of %s".formatted(position, location)), e);
    }
  }

  private void load(long position) throws IOException {
    rows = null;
    group = 0;
    firstOfGroup = 0;
    while (position >= firstOfGroup + groups.get(group).getRowCount()) {
      firstOfGroup += groups.get(group).getRowCount();
      group++;
    }
    if (group == tooLarge) {
      throw new IOException(doesNotFit());
    }
    try {
      PageReadStore pages = reader.readRowGroup(group);
      rows =
          new ColumnIOFactory()
              .getColumnIO(columns, schema())
              .getRecordReader(pages, new GroupRecordConverter(columns));
    } catch (RuntimeException | OutOfMemoryError e) {
      if (!OutOfHeap.isBehind(e)) {
        throw e;
      }
      tooLarge = group;
      throw new IOException(doesNotFit(), e);
    }
    nextRow = firstOfGroup;
  }

  private String doesNotFit() {
    long mebibytes = groups.get(group).getTotalByteSize() >> 20;
    return OutOfHeap.doesNotFit(
            "row group %d of %s with its %d MiB".formatted(group, location, mebibytes))
        + ", or write the table with smaller row groups";
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
