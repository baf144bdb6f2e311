package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.table.rows.RowValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * All rows of one file, of which lists of floats are read {@linkplain FloatLists column by column}
 * and everything else as Parquet's records. Rows are the same as those that records alone give.
 */
final class ColumnwiseRows implements RowSource {
  /** By name, because old files name an encoding of levels that Parquet no longer wants used. */
  private static final Set<String> PLAIN = Set.of("PLAIN", "RLE", "BIT_PACKED");

  private final ParquetFileReader file;
  private final MessageType columns;
  private final MessageType single;
  private final List<Type> lists;
  private final Map<Integer, FloatLists> open = new LinkedHashMap<>();
  private RecordReader<RowValues> records;
  private long left;

  private ColumnwiseRows(ParquetFileReader file, MessageType columns) {
    this.file = file;
    this.columns = columns;
    this.lists = columns.getFields().stream().filter(column -> !column.isPrimitive()).toList();
    List<Type> others = new ArrayList<>(columns.getFields());
    others.removeAll(lists);
    this.single = new MessageType(columns.getName(), others);
  }

  /** Opens a file; empty if its lists have another form than this class reads. */
  static Optional<RowSource> open(InputFile input, MessageType wanted) throws IOException {
    ParquetFileReader file =
        ParquetFileReader.open(
            input,
            HadoopReadOptions.builder(new Configuration(false))
                .withCodecFactory(new PageCodecs())
                .build());
    try {
      MessageType columns = RowReadSupport.present(wanted, file.getFileMetaData().getSchema());
      ColumnwiseRows rows = new ColumnwiseRows(file, columns);
      if (rows.isReadable()) {
        file.setRequestedSchema(columns);
        return Optional.of(rows);
      }
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
    file.close();
    return Optional.empty();
  }

  private boolean isReadable() {
    MessageType schema = file.getFileMetaData().getSchema();
    for (Type list : lists) {
      if (!schema.containsField(list.getName()) || !schema.getType(list.getName()).equals(list)) {
        return false;
      }
    }
    for (BlockMetaData group : file.getRowGroups()) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        if (chunk.getPath().size() > 1
            && !chunk.getEncodings().stream().map(Enum::name).allMatch(PLAIN::contains)) {
          return false;
        }
      }
    }
    return !lists.isEmpty() && single.getFieldCount() > 0;
  }

  @Override
  public RowValues read() throws IOException {
    while (left == 0) {
      PageReadStore group = file.readNextRowGroup();
      if (group == null) {
        return null;
      }
      open(group);
    }
    left--;
    RowValues row = records.read();
    for (Map.Entry<Integer, FloatLists> list : open.entrySet()) {
      row.set(list.getKey(), list.getValue().next());
    }
    return row;
  }

  private void open(PageReadStore group) {
    MessageType schema = file.getFileMetaData().getSchema();
    records =
        new ColumnIOFactory(file.getFileMetaData().getCreatedBy())
            .getColumnIO(single, schema)
            .getRecordReader(group, RowReadSupport.materializer(columns, single));
    open.clear();
    for (Type list : lists) {
      ColumnDescriptor column =
          schema.getColumns().stream()
              .filter(found -> found.getPath()[0].equals(list.getName()))
              .findFirst()
              .orElseThrow();
      open.put(
          columns.getFieldIndex(list.getName()),
          new FloatLists(group.getPageReader(column), column));
    }
    left = group.getRowCount();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
