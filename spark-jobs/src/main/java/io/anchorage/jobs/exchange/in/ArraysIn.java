package io.anchorage.jobs.exchange.in;

import io.anchorage.format.array.ArrayFile;
import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ElementType;
import io.anchorage.jobs.table.rows.ColumnType;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files of arrays, one for each column; see {@code docs/formats/arrays.md}. */
final class ArraysIn implements FieldFileFormat {
  private static final long serialVersionUID = 1;
  private static final String OFFSETS = "_offsets";

  /** Opens a file of one format. */
  @FunctionalInterface
  interface Opener extends Serializable {
    ArrayFile open(Path file, String name) throws IOException;
  }

  private final Opener opener;

  ArraysIn(Opener opener) {
    this.opener = opener;
  }

  @Override
  public FieldFile open(Path file, String name, List<RowColumn<FieldRow, ?>> columns)
      throws IOException {
    ArrayFile arrays = opener.open(file, name);
    Rows rows = new Rows(arrays, name);
    try {
      for (RowColumn<FieldRow, ?> column : columns) {
        rows.open(column);
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** Elements of one array in their order. */
  private static final class Elements {
    private final String what;
    private final ElementType type;
    private final InputStream in;

    Elements(String what, ElementType type, InputStream in) {
      this.what = what;
      this.type = type;
      this.in = in;
    }

    private ByteBuffer take(int count) throws IOException {
      int bytes = Math.multiplyExact(count, type.bytes());
      byte[] read = in.readNBytes(bytes);
      if (read.length < bytes) {
        throw new IOException(what + " is truncated");
      }
      return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    long whole() throws IOException {
      ByteBuffer one = take(1);
      return switch (type) {
        case I32 -> one.getInt();
        case I64 -> one.getLong();
        case U8 -> Byte.toUnsignedInt(one.get());
        case F32, F64 -> throw new IOException(what + " has fractions where whole numbers belong");
      };
    }

    double number() throws IOException {
      return switch (type) {
        case F32 -> take(1).getFloat();
        case F64 -> take(1).getDouble();
        case I32, I64, U8 -> whole();
      };
    }

    float[] floats(int count) throws IOException {
      if (type != ElementType.F32) {
        throw new IOException(what + " has elements of " + type + " where float32 belongs");
      }
      float[] values = new float[count];
      take(count).asFloatBuffer().get(values);
      return values;
    }
  }

  /** One column of an open file. */
  @FunctionalInterface
  private interface Values {
    Object next() throws IOException;
  }

  private static final class Rows implements FieldFile {
    private final ArrayFile file;
    private final String name;
    private final Map<String, ArrayInfo> arrays;
    private final Map<String, List<String>> texts;
    private final List<InputStream> streams = new ArrayList<>();
    private final List<Values> columns = new ArrayList<>();
    private final List<Object> current = new ArrayList<>();
    private long count = -1;
    private long at;

    Rows(ArrayFile file, String name) throws IOException {
      this.file = file;
      this.name = name;
      this.arrays = file.arrays();
      this.texts = file.texts();
    }

    void open(RowColumn<FieldRow, ?> column) throws IOException {
      String array = column.name();
      if (!file.refusal(array).isEmpty()) {
        throw new IOException(file.refusal(array));
      }
      if (column.type() == ColumnType.TEXT) {
        List<String> values = texts.get(array);
        if (values != null) {
          rows(values.size(), array);
        }
        int[] next = new int[1];
        columns.add(values == null ? () -> null : () -> values.get(next[0]++));
        return;
      }
      ArrayInfo info = arrays.get(array);
      if (info == null) {
        columns.add(() -> null);
        return;
      }
      columns.add(
          column.type() == ColumnType.NUMBERS
              ? lists(array, info)
              : single(column.type(), array, info));
    }

    private Values single(ColumnType type, String array, ArrayInfo info) throws IOException {
      if (info.shape().size() != 1) {
        throw shape(array, info, "one number a field");
      }
      rows(info.shape().get(0), array);
      Elements elements = elements(array, info);
      return switch (type) {
        case INT -> () -> Math.toIntExact(elements.whole());
        case LONG -> elements::whole;
        case NUMBER -> () -> (float) elements.number();
        default -> elements::number;
      };
    }

    private Values lists(String array, ArrayInfo info) throws IOException {
      Elements elements = elements(array, info);
      ArrayInfo offsets = arrays.get(array + OFFSETS);
      if (offsets == null) {
        if (info.shape().size() < 2) {
          throw shape(array, info, "a list a field, [fields, length]");
        }
        rows(info.shape().get(0), array);
        long each = info.shape().stream().skip(1).reduce(1L, (a, b) -> a * b);
        int length = Math.toIntExact(Math.min(each, Integer.MAX_VALUE / Float.BYTES));
        return () -> elements.floats(length);
      }
      if (info.shape().size() != 1 || offsets.shape().size() != 1) {
        throw shape(array, info, "lists one after the other, [numbers]");
      }
      rows(offsets.shape().get(0) - 1, array + OFFSETS);
      Elements begins = elements(array + OFFSETS, offsets);
      long all = info.shape().get(0);
      long[] end = {count < 0 ? 0 : begins.whole()};
      return () -> {
        long begin = end[0];
        end[0] = begins.whole();
        if (end[0] < begin || end[0] > all) {
          throw new IOException(
              "%s of %s goes from %d to %d of %d"
                  .formatted(array + OFFSETS, name, begin, end[0], all));
        }
        return elements.floats(Math.toIntExact(end[0] - begin));
      };
    }

    private Elements elements(String array, ArrayInfo info) throws IOException {
      InputStream in = file.open(array);
      streams.add(in);
      return new Elements("Array " + array + " of " + name, info.type(), in);
    }

    private void rows(long found, String array) throws IOException {
      if ((count >= 0 && count != found) || found < 0) {
        throw new IOException(
            "Array %s of %s is of %d fields where other arrays are of %d"
                .formatted(array, name, found, count));
      }
      count = found;
    }

    private IOException shape(String array, ArrayInfo info, String wanted) {
      return new IOException(
          "Array %s of %s has shape %s where %s belongs"
              .formatted(array, name, info.shape(), wanted));
    }

    @Override
    public Map<String, String> metadata() throws IOException {
      return file.metadata();
    }

    @Override
    public boolean next() throws IOException {
      if (at >= count) {
        return false;
      }
      at++;
      current.clear();
      for (Values column : columns) {
        current.add(column.next());
      }
      return true;
    }

    @Override
    public Object value(int index) {
      return current.get(index);
    }

    @Override
    public void close() throws IOException {
      for (InputStream in : streams) {
        in.close();
      }
      file.close();
    }
  }
}
