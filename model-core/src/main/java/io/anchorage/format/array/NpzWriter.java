package io.anchorage.format.array;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes NumPy's npz: a zip of uncompressed arrays. Text columns become arrays of fixed-width text,
 * metadata single texts. The same content gives the same bytes.
 */
public final class NpzWriter implements ArrayTable.Form {
  private static final String SUFFIX = ".npy";

  @Override
  public void write(ArrayTable table, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, ArrayTable.NamedArray> entry : table.arrays().entrySet()) {
      ArrayInfo info = entry.getValue().info();
      NpyHeader header = new NpyHeader(info.type().numpy(), info.shape());
      put(zip, entry.getKey(), header, info.bytes(), entry.getValue().content());
    }
    for (Map.Entry<String, List<String>> entry : table.texts().entrySet()) {
      text(zip, entry.getKey(), entry.getValue(), List.of((long) entry.getValue().size()));
    }
    for (Map.Entry<String, String> entry : table.metadata().entrySet()) {
      text(zip, entry.getKey(), List.of(entry.getValue()), List.of());
    }
    zip.finish();
  }

  private static void text(ZipOutputStream zip, String name, List<String> values, List<Long> shape)
      throws IOException {
    int width =
        Math.max(1, values.stream().mapToInt(v -> v.codePointCount(0, v.length())).max().orElse(1));
    put(
        zip,
        name,
        new NpyHeader("<U" + width, shape),
        (long) values.size() * width * Integer.BYTES,
        sink -> {
          for (String value : values) {
            ByteBuffer cell =
                ByteBuffer.allocate(width * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            value.codePoints().forEach(cell::putInt);
            sink.write(cell.array());
          }
        });
  }

  private static void put(
      ZipOutputStream zip, String name, NpyHeader header, long bytes, ArrayContent content)
      throws IOException {
    byte[] head = header.bytes();
    CRC32 crc = new CRC32();
    CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), crc);
    sum.write(head);
    content.writeTo(sum);
    ZipEntry entry = new ZipEntry(name + SUFFIX);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(head.length + bytes);
    entry.setCompressedSize(head.length + bytes);
    entry.setCrc(crc.getValue());
    // The first time that a zip can hold, so that the same arrays give the same bytes.
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(head);
    content.writeTo(zip);
    zip.closeEntry();
  }
}
