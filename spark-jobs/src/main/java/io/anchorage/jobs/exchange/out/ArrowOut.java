package io.anchorage.jobs.exchange.out;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.table.rows.ColumnType;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Arrow's IPC files, uncompressed, so that readers map them into memory and copy nothing. Lists of
 * one length are of the fixed-size type; layout, contract and the table's description are in the
 * schema's metadata.
 */
final class ArrowOut implements OutFormat.OneFile {
  private static final long serialVersionUID = 1;

  private static final long BATCH_BYTES = 32L << 20;
  private static final int BATCH_ROWS = 1 << 16;

  @Override
  public String name() {
    return "arrow";
  }

  @Override
  public String suffix() {
    return ".arrow";
  }

  @Override
  public String words() {
    return "Arrow IPC files, mapped into memory without a copy";
  }

  @Override
  public long write(FieldForm form, Iterator<FieldRow> rows, OutputStream out) throws IOException {
    List<RowColumn<FieldRow, ?>> columns = form.columns().columns();
    try (BufferAllocator memory = new RootAllocator();
        VectorSchemaRoot batch = VectorSchemaRoot.create(schema(form, columns), memory);
        ArrowFileWriter writer = new ArrowFileWriter(batch, null, new StreamChannel(out))) {
      writer.start();
      long count = 0;
      int held = 0;
      long bytes = 0;
      allocate(batch, form);
      while (rows.hasNext()) {
        FieldRow row = rows.next();
        for (int c = 0; c < columns.size(); c++) {
          bytes += set(batch.getVector(c), held, columns.get(c).of(row), row.summary().id());
        }
        held++;
        count++;
        if (held == BATCH_ROWS || bytes >= BATCH_BYTES) {
          flush(batch, writer, held);
          held = 0;
          bytes = 0;
        }
      }
      if (held > 0) {
        flush(batch, writer, held);
      }
      writer.end();
      return count;
    }
  }

  private static void flush(VectorSchemaRoot batch, ArrowFileWriter writer, int rows)
      throws IOException {
    batch.setRowCount(rows);
    writer.writeBatch();
    // Memory that is given back and asked for again costs as much as all copying.
    batch.getFieldVectors().forEach(FieldVector::reset);
  }

  /** Memory for a batch at once, as far as its size is known; growing copies what is there. */
  private static void allocate(VectorSchemaRoot batch, FieldForm form) {
    long bytes = 0;
    for (RowColumn<FieldRow, ?> column : form.columns().columns()) {
      bytes += (long) form.length(column).orElse(0) * Float.BYTES + Long.BYTES;
    }
    int rows = (int) Math.min(BATCH_ROWS, BATCH_BYTES / bytes + 1);
    for (FieldVector vector : batch.getFieldVectors()) {
      vector.setInitialCapacity(rows);
      vector.allocateNew();
    }
  }

  private static Schema schema(FieldForm form, List<RowColumn<FieldRow, ?>> columns) {
    List<Field> fields = new ArrayList<>();
    for (RowColumn<FieldRow, ?> column : columns) {
      OptionalInt length = form.length(column);
      ArrowType type =
          switch (column.type()) {
            case TEXT -> new ArrowType.Utf8();
            case INT -> new ArrowType.Int(Integer.SIZE, true);
            case LONG -> new ArrowType.Int(Long.SIZE, true);
            case NUMBER -> single();
            case PRECISE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case NUMBERS ->
                length.isPresent()
                    ? new ArrowType.FixedSizeList(length.getAsInt())
                    : new ArrowType.List();
          };
      List<Field> inner =
          column.type() == ColumnType.NUMBERS
              ? List.of(new Field("item", FieldType.notNullable(single()), null))
              : null;
      fields.add(new Field(column.name(), new FieldType(!column.isRequired(), type, null), inner));
    }
    return new Schema(fields, form.metadata());
  }

  private static ArrowType single() {
    return new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  }

  /** Sets one value and returns how many bytes it takes. */
  private static long set(FieldVector vector, int row, Object value, String id) {
    if (value == null) {
      vector.setNull(row);
      return 1;
    }
    if (vector instanceof VarCharVector text) {
      byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
      text.setSafe(row, bytes);
      return (long) bytes.length + Integer.BYTES;
    } else if (vector instanceof IntVector numbers) {
      numbers.setSafe(row, (Integer) value);
    } else if (vector instanceof BigIntVector numbers) {
      numbers.setSafe(row, (Long) value);
    } else if (vector instanceof Float4Vector numbers) {
      numbers.setSafe(row, (Float) value);
    } else if (vector instanceof Float8Vector numbers) {
      numbers.setSafe(row, (Double) value);
    } else if (vector instanceof FixedSizeListVector list) {
      return fixed(list, row, (float[]) value, id);
    } else if (vector instanceof ListVector list) {
      return free(list, row, (float[]) value);
    } else {
      throw new IllegalStateException("No column has vectors of " + vector.getClass());
    }
    return Long.BYTES;
  }

  private static long fixed(FixedSizeListVector list, int row, float[] value, String id) {
    int length = list.getListSize();
    if (value.length != length) {
      throw new UserException(
          Kind.INPUT,
          "Field %s has a list of %d numbers where the table's layout says %d; run verify on the table"
              .formatted(id, value.length, length));
    }
    while (list.getValueCapacity() <= row) {
      list.reAlloc();
    }
    list.setNotNull(row);
    put((Float4Vector) list.getDataVector(), (long) row * length, value);
    return (long) length * Float.BYTES;
  }

  private static long free(ListVector list, int row, float[] value) {
    int begin = list.startNewValue(row);
    put((Float4Vector) list.getDataVector(), begin, value);
    list.endValue(row, value.length);
    return (long) value.length * Float.BYTES + Integer.BYTES;
  }

  private static void put(Float4Vector into, long at, float[] value) {
    if (value.length == 0) {
      return;
    }
    while (into.getValueCapacity() < at + value.length) {
      into.reAlloc();
    }
    into.getDataBuffer()
        .nioBuffer(at * Float.BYTES, value.length * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(value);
    long end = at + value.length;
    long whole = Math.min(end, (at + 7) & ~7);
    for (long i = at; i < whole; i++) {
      into.setIndexDefined(Math.toIntExact(i));
    }
    // Eight elements are a byte of validity.
    long bytes = (end - whole) / Byte.SIZE;
    into.getValidityBuffer().setOne(whole / Byte.SIZE, bytes);
    for (long i = whole + bytes * Byte.SIZE; i < end; i++) {
      into.setIndexDefined(Math.toIntExact(i));
    }
  }
}
