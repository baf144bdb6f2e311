package io.anchorage.jobs.table.shard;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A Parquet file of flat rows that is no part of a field table: metrics, predictions. */
public final class FlatFile implements AutoCloseable {
  /** What a column holds. */
  public enum Kind {
    TEXT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    /** A list of 32-bit numbers, in the standard three-level form. */
    FLOATS
  }

  /**
   * A column. All but lists may be null.
   *
   * @param name snake_case
   */
  public record Column(String name, Kind kind) {}

  private final StorageFolder files;
  private final String name;
  private ParquetFileWriting<Object[]> file;

  private FlatFile(StorageFolder files, String name, ParquetFileWriting<Object[]> file) {
    this.files = files;
    this.name = name;
    this.file = file;
  }

  /**
   * Begins a file; one of that name must not exist.
   *
   * @throws io.anchorage.UserException of kind OUTPUT if it cannot be written
   */
  public static FlatFile create(StorageFolder files, String name, List<Column> columns) {
    MessageType schema = new MessageType("row", columns.stream().map(FlatFile::type).toList());
    try {
      return new FlatFile(
          files, name, new ParquetFileWriting<>(files, name, schema, new Support(columns, schema)));
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(name), e);
    }
  }

  /** Adds a row: a value or null for each column, in their order. */
  public void write(Object... values) {
    try {
      file.write(String.valueOf(values[0]), values);
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(name), e);
    }
  }

  /** Ends the file. */
  public void finish() {
    try {
      file.finish();
      file = null;
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(name), e);
    }
  }

  /** Removes the file, unless it was finished. */
  @Override
  public void close() {
    if (file != null) {
      file.abandon();
      file = null;
    }
  }

  private static Type type(Column column) {
    return switch (column.kind()) {
      case TEXT -> Types.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name);
      case INT -> Types.optional(INT32).named(column.name);
      case LONG -> Types.optional(INT64).named(column.name);
      case FLOAT -> Types.optional(FLOAT).named(column.name);
      case DOUBLE -> Types.optional(DOUBLE).named(column.name);
      case FLOATS -> Types.requiredList().requiredElement(FLOAT).named(column.name);
    };
  }

  private static final class Support extends WriteSupport<Object[]> {
    private final List<Column> columns;
    private final MessageType schema;
    private RecordWriter out;

    Support(List<Column> columns, MessageType schema) {
      this.columns = List.copyOf(columns);
      this.schema = schema;
    }

    @SuppressWarnings("deprecation") // Abstract all the same.
    @Override
    public WriteContext init(Configuration settings) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration settings) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = new RecordWriter(consumer, schema);
    }

    @Override
    public void write(Object[] row) {
      out.start();
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null) {
          write(columns.get(i), row[i]);
        }
      }
      out.end();
    }

    private void write(Column column, Object value) {
      switch (column.kind()) {
        case TEXT -> out.text(column.name(), (String) value);
        case INT -> out.integer(column.name(), (Integer) value);
        case LONG -> out.wide(column.name(), (Long) value);
        case FLOAT -> out.number(column.name(), (float) (Float) value);
        case DOUBLE -> out.number(column.name(), (double) (Double) value);
        case FLOATS -> out.floats(column.name(), (float[]) value);
      }
    }
  }
}
