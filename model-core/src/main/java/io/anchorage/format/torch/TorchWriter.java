package io.anchorage.format.torch;

import io.anchorage.format.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a state dictionary as {@code torch.save} does, for {@code torch.load}, with {@code
 * weights_only} or without. The same content gives the same bytes.
 */
public final class TorchWriter {
  private static final String ROOT = "archive/";
  private static final byte[] ORDERED_DICT =
      "ccollections\nOrderedDict\n)R".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final List<Content> storages = new ArrayList<>();

  /** The elements of a storage, which are made when they are written. */
  private interface Content {
    byte[] bytes();
  }

  private TorchWriter() {}

  /**
   * Writes a file; the stream stays open.
   *
   * @param entries in their order: {@link Tensor} of 32-bit floats, {@link LongTensor}, {@link
   *     Integer}, {@link String}, and lists and maps of these
   */
  public static void write(Map<String, ?> entries, OutputStream out) throws IOException {
    TorchWriter writer = new TorchWriter();
    writer.start();
    writer.pickle.write(ORDERED_DICT);
    writer.entries(entries);
    writer.run(out);
  }

  /**
   * Writes a file whose top is a tuple; the stream stays open.
   *
   * @param parts of the tuple, as {@link #write} takes entries
   */
  public static void writeTuple(List<?> parts, OutputStream out) throws IOException {
    TorchWriter writer = new TorchWriter();
    writer.start();
    writer.ascii("(");
    for (Object part : parts) {
      writer.value(part);
    }
    writer.ascii("t");
    writer.run(out);
  }

  private void start() throws IOException {
    pickle.write(new byte[] {(byte) 0x80, 2});
  }

  /** Puts entries into the dictionary on the stack. */
  private void entries(Map<?, ?> entries) throws IOException {
    ascii("(");
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      text((String) entry.getKey());
      value(entry.getValue());
    }
    ascii("u");
  }

  private void run(OutputStream out) throws IOException {
    ascii(".");
    ZipOutputStream zip = new ZipOutputStream(out);
    put(zip, "data.pkl", pickle.toByteArray());
    put(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < storages.size(); i++) {
      put(zip, "data/" + i, storages.get(i).bytes());
    }
    put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    zip.finish();
  }

  private void value(Object value) throws IOException {
    if (value instanceof Tensor tensor) {
      tensor("FloatStorage", tensor.shape(), tensor.data().length, () -> bytes(tensor.data()));
    } else if (value instanceof LongTensor tensor) {
      tensor("LongStorage", tensor.shape(), tensor.data().length, () -> bytes(tensor.data()));
    } else if (value instanceof Map<?, ?> map) {
      ascii("}");
      entries(map);
    } else if (value instanceof List<?> list) {
      ascii("](");
      for (Object element : list) {
        value(element);
      }
      ascii("e");
    } else if (value instanceof Integer number) {
      whole(number);
    } else if (value instanceof String text) {
      text(text);
    } else {
      throw new IllegalArgumentException("A state dictionary holds no " + value);
    }
  }

  private static byte[] bytes(float[] data) {
    ByteBuffer bytes =
        ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(data);
    return bytes.array();
  }

  private static byte[] bytes(long[] data) {
    ByteBuffer bytes = ByteBuffer.allocate(data.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(data);
    return bytes.array();
  }

  private void tensor(String storage, List<Integer> shape, int elements, Content content)
      throws IOException {
    ascii("ctorch._utils\n_rebuild_tensor_v2\n((");
    text("storage");
    ascii("ctorch\n" + storage + "\n");
    text(Integer.toString(storages.size()));
    text("cpu");
    whole(elements);
    ascii("tQ");
    whole(0);
    ascii("(");
    for (int extent : shape) {
      whole(extent);
    }
    ascii("t(");
    int stride = elements;
    for (int extent : shape) {
      stride /= Math.max(1, extent);
      whole(stride);
    }
    ascii("t");
    pickle.write(0x89);
    pickle.write(ORDERED_DICT);
    ascii("tR");
    storages.add(content);
  }

  private void whole(int number) throws IOException {
    pickle.write('J');
    pickle.write(little(number));
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    pickle.write('X');
    pickle.write(little(bytes.length));
    pickle.write(bytes);
  }

  private void ascii(String text) throws IOException {
    pickle.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] little(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(ROOT + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
