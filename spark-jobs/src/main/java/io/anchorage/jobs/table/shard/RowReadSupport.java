package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.table.rows.RowValues;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;

/** Reads chosen columns of a table's file as {@link RowValues}. */
final class RowReadSupport extends ReadSupport<RowValues> {
  private final MessageType wanted;

  RowReadSupport(MessageType wanted) {
    this.wanted = wanted;
  }

  @Override
  public ReadContext init(InitContext context) {
    MessageType file = context.getFileSchema();
    return new ReadContext(present(wanted, file));
  }

  /**
   * The wanted columns without the optional ones that an older table's files do not have.
   *
   * @throws RuntimeException if a column is of another type in the file
   */
  static MessageType present(MessageType wanted, MessageType file) {
    return getSchemaForRead(
        file,
        new MessageType(
            wanted.getName(),
            wanted.getFields().stream()
                .filter(
                    column ->
                        !column.isRepetition(Repetition.OPTIONAL)
                            || file.containsField(column.getName()))
                .toList()));
  }

  /**
   * Makes rows of records.
   *
   * @param columns of the rows
   * @param records those of the columns that the records have
   */
  static RecordMaterializer<RowValues> materializer(MessageType columns, MessageType records) {
    return new Materializer(columns, records);
  }

  @SuppressWarnings("deprecation") // Abstract all the same.
  @Override
  public RecordMaterializer<RowValues> prepareForRead(
      Configuration settings,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return materializer(context.getRequestedSchema(), context.getRequestedSchema());
  }

  @Override
  public RecordMaterializer<RowValues> prepareForRead(
      ParquetConfiguration settings,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return materializer(context.getRequestedSchema(), context.getRequestedSchema());
  }

  private static final class Materializer extends RecordMaterializer<RowValues> {
    private final RecordConverter root;

    Materializer(MessageType columns, MessageType records) {
      root = new RecordConverter(columns, records);
    }

    @Override
    public RowValues getCurrentRecord() {
      return root.current;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class RecordConverter extends GroupConverter {
    private final MessageType schema;
    private final Converter[] columns;
    private RowValues current;

    RecordConverter(MessageType schema, MessageType records) {
      this.schema = schema;
      this.columns = new Converter[records.getFieldCount()];
      for (int i = 0; i < columns.length; i++) {
        int index = schema.getFieldIndex(records.getFieldName(i));
        columns[i] =
            records.getType(i).isPrimitive()
                ? new ScalarConverter(index)
                : new FloatsConverter(index);
      }
    }

    @Override
    public Converter getConverter(int index) {
      return columns[index];
    }

    @Override
    public void start() {
      current = new RowValues(schema);
    }

    @Override
    public void end() {}

    private final class ScalarConverter extends PrimitiveConverter {
      private final int index;
      private String[] dictionary;

      ScalarConverter(int index) {
        this.index = index;
      }

      @Override
      public boolean hasDictionarySupport() {
        return schema.getType(index).asPrimitiveType().getLogicalTypeAnnotation() != null;
      }

      @Override
      public void setDictionary(Dictionary entries) {
        dictionary = new String[entries.getMaxId() + 1];
        for (int i = 0; i < dictionary.length; i++) {
          dictionary[i] = entries.decodeToBinary(i).toStringUsingUTF8();
        }
      }

      @Override
      public void addValueFromDictionary(int entry) {
        current.set(index, dictionary[entry]);
      }

      @Override
      public void addBinary(Binary value) {
        current.set(index, value.toStringUsingUTF8());
      }

      @Override
      public void addInt(int value) {
        current.set(index, value);
      }

      @Override
      public void addLong(long value) {
        current.set(index, value);
      }

      @Override
      public void addFloat(float value) {
        current.set(index, value);
      }

      @Override
      public void addDouble(double value) {
        current.set(index, value);
      }
    }

    /** Converts a list: the group, its repeated group, and the element. */
    private final class FloatsConverter extends GroupConverter {
      private final int index;
      private final GroupConverter repeated = new RepeatedConverter();
      private float[] values = new float[16];
      private int size;

      FloatsConverter(int index) {
        this.index = index;
      }

      @Override
      public Converter getConverter(int field) {
        return repeated;
      }

      @Override
      public void start() {
        size = 0;
      }

      @Override
      public void end() {
        current.set(index, Arrays.copyOf(values, size));
      }

      private final class RepeatedConverter extends GroupConverter {
        private final PrimitiveConverter element =
            new PrimitiveConverter() {
              @Override
              public void addFloat(float value) {
                if (size == values.length) {
                  values = Arrays.copyOf(values, 2 * size);
                }
                values[size++] = value;
              }
            };

        @Override
        public Converter getConverter(int field) {
          return element;
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
      }
    }
  }
}
