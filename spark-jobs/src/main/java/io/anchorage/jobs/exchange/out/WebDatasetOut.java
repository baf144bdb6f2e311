package io.anchorage.jobs.exchange.out;

import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ElementType;
import io.anchorage.format.array.NpyArray;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.rows.ColumnType;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * WebDataset's tars: for each field, {@code KEY.COLUMN.npy} with each column of parameters, {@code
 * KEY.cls} with the class, and {@code KEY.json} with the rest of the row.
 */
final class WebDatasetOut implements OutFormat.OneFile {
  private static final long serialVersionUID = 1;
  private static final int BLOCK = 512;

  @Override
  public String name() {
    return "webdataset";
  }

  @Override
  public String words() {
    return "tars of arrays and JSON for WebDataset";
  }

  @Override
  public String suffix() {
    return ".tar";
  }

  @Override
  public long write(FieldForm form, Iterator<FieldRow> rows, OutputStream out) throws IOException {
    long count = 0;
    for (; rows.hasNext(); count++) {
      write(form, rows.next(), "%08d".formatted(count), out);
    }
    out.write(new byte[2 * BLOCK]);
    return count;
  }

  private static void write(FieldForm form, FieldRow row, String key, OutputStream out)
      throws IOException {
    Map<String, Object> rest = new LinkedHashMap<>();
    for (RowColumn<FieldRow, ?> column : form.columns().columns()) {
      Object value = column.of(row);
      if (form.spec().parameterColumns().contains(column.name())
          && column.type() == ColumnType.NUMBERS) {
        entry(out, key + "." + column.name() + ".npy", array((float[]) value));
      } else {
        rest.put(column.name(), value instanceof Double number ? Json.number(number) : value);
      }
    }
    if (row.summary().label() >= 0) {
      byte[] label = Integer.toString(row.summary().label()).getBytes(StandardCharsets.US_ASCII);
      entry(out, key + ".cls", label);
    }
    entry(out, key + ".json", Json.line(rest).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] array(float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    NpyArray.write(
        new ArrayInfo(ElementType.F32, List.of((long) values.length)),
        sink -> sink.write(bytes.array()),
        array);
    return array.toByteArray();
  }

  /** A file of a tar: a header of 512 bytes, then the content in blocks of 512 (POSIX ustar). */
  private static void entry(OutputStream out, String name, byte[] content) throws IOException {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(content.length));
    put(header, 136, "%011o".formatted(0));
    put(header, 148, "        ");
    header[156] = '0';
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte value : header) {
      sum += Byte.toUnsignedInt(value);
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    out.write(header);
    out.write(content);
    out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
