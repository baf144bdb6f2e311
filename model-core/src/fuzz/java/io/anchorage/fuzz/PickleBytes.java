package io.anchorage.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.format.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Pickles as {@code torch.save} and {@code pickle.dump} write them, for tests: maps, texts, numbers
 * and arrays, which are a {@link Tensor}, a {@code double[]} or a {@code long[][]}.
 */
public final class PickleBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final List<byte[]> storages;

  private PickleBytes(List<byte[]> storages) {
    this.storages = storages;
  }

  /** A pickle of NumPy's arrays, protocol 4. */
  public static byte[] numpy(Map<String, ?> top) {
    return new PickleBytes(null).pickled(top);
  }

  /** PyTorch's zip. */
  public static byte[] torch(Map<String, ?> top) {
    List<byte[]> storages = new ArrayList<>();
    byte[] pickle = new PickleBytes(storages).pickled(top);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(all)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "archive/data.pkl", pickle);
      for (int i = 0; i < storages.size(); i++) {
        put(zip, "archive/data/" + i, storages.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private byte[] pickled(Map<String, ?> top) {
    try {
      out.write(new byte[] {(byte) 0x80, 4});
      value(top);
      out.write('.');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void value(Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.write('}');
      out.write('(');
      for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
        value(entry.getKey());
        value(entry.getValue());
      }
      out.write('u');
    } else if (value instanceof String text) {
      byte[] content = text.getBytes(UTF_8);
      out.write('X');
      out.writeInt(Integer.reverseBytes(content.length));
      out.write(content);
    } else if (value instanceof Integer number) {
      out.write('J');
      out.writeInt(Integer.reverseBytes(number));
    } else if (value instanceof Boolean truth) {
      out.write(truth ? 0x88 : 0x89);
    } else if (value instanceof Double number) {
      out.write('G');
      out.writeDouble(number);
    } else if (value instanceof Tensor tensor) {
      byte[] content = new byte[4 * tensor.data().length];
      little(content).asFloatBuffer().put(tensor.data());
      array("f4", "FloatStorage", 4, tensor.shape(), content);
    } else if (value instanceof double[] numbers) {
      byte[] content = new byte[8 * numbers.length];
      little(content).asDoubleBuffer().put(numbers);
      array("f8", "DoubleStorage", 8, List.of(numbers.length), content);
    } else {
      long[][] rows = (long[][]) value;
      byte[] content = new byte[8 * rows.length * rows[0].length];
      ByteBuffer into = little(content);
      for (long[] row : rows) {
        for (long number : row) {
          into.putLong(number);
        }
      }
      array("i8", "LongStorage", 8, List.of(rows.length, rows[0].length), content);
    }
  }

  private static ByteBuffer little(byte[] content) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void array(String type, String storage, int size, List<Integer> shape, byte[] content)
      throws IOException {
    if (storages == null) {
      numpy(type, shape, content);
      return;
    }
    ascii("ctorch._utils\n_rebuild_tensor_v2\n((");
    value("storage");
    ascii("ctorch\n" + storage + "\n");
    value(Integer.toString(storages.size()));
    value("cpu");
    value(content.length / size);
    ascii("tQK\0");
    tuple(shape);
    List<Integer> strides = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      strides.add(shape.subList(i + 1, shape.size()).stream().reduce(1, (a, b) -> a * b));
    }
    tuple(strides);
    value(false);
    ascii("ccollections\nOrderedDict\n)RtR");
    storages.add(content);
  }

  private void numpy(String type, List<Integer> shape, byte[] content) throws IOException {
    ascii("cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\0tC\1btR(K\1");
    tuple(shape);
    ascii("cnumpy\ndtype\n(");
    value(type);
    value(false);
    value(true);
    ascii("tR(K\3");
    value("<");
    ascii("NNN");
    value(-1);
    value(-1);
    ascii("K\0tb");
    value(false);
    out.write('B');
    out.writeInt(Integer.reverseBytes(content.length));
    out.write(content);
    ascii("tb");
  }

  private void tuple(List<Integer> numbers) throws IOException {
    out.write('(');
    for (int number : numbers) {
      value(number);
    }
    out.write('t');
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }
}
