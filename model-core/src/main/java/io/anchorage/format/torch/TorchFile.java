package io.anchorage.format.torch;

import io.anchorage.format.Shown;
import io.anchorage.format.torch.Pickled.Dictionary;
import io.anchorage.format.torch.Pickled.Items;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code torch.save} writes of a dictionary: PyTorch's zip, and the pickles that PyTorch
 * wrote before version 1.6. Of the content, tensors, dictionaries, lists, numbers and texts are
 * read; a file that asks for anything else is refused.
 */
public final class TorchFile {
  private static final BigInteger LEGACY = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long LEGACY_PROTOCOL = 1001;
  private static final String PICKLE = "data.pkl";

  private TorchFile() {}

  /**
   * Reads a file whose top is a dictionary.
   *
   * @param name the file's name in messages
   * @return its entries in their order: {@link TorchTensor}, {@link String}, {@link Long}, {@link
   *     Double}, {@link Boolean}, {@link BigInteger}, a {@link Map} or a {@link List} of these, or
   *     an empty {@link Optional} for Python's None
   * @throws IOException in one line, if it is damaged or is more than data
   */
  public static Map<String, Object> read(byte[] bytes, String name) throws IOException {
    Object top;
    try {
      top = ZipBytes.recognises(bytes) ? zipped(bytes, name) : legacy(bytes, name);
    } catch (BufferUnderflowException e) {
      throw new IOException(name + " is truncated", e);
    }
    return Plain.of(top, name);
  }

  private static Object zipped(byte[] bytes, String name) throws IOException {
    ZipBytes zip = ZipBytes.of(bytes, name);
    String root = null;
    for (String entry : zip.names()) {
      if (entry.equals(PICKLE) || entry.endsWith("/" + PICKLE)) {
        root = entry.substring(0, entry.length() - PICKLE.length());
      }
    }
    if (root == null) {
      throw new IOException(name + " is a zip without data.pkl; is it a file of torch.save?");
    }
    requireLittle(zip, root, name);
    String data = root + "data/";
    Map<String, TorchTensor.Storage> storages = new HashMap<>();
    return new Unpickler(
            zip.content(root + PICKLE).duplicate(),
            name,
            (type, key, elements) -> {
              TorchTensor.Storage storage = known(storages, type, key, elements, name);
              storage.fill(zip.content(data + key), name);
              return storage;
            })
        .read();
  }

  private static void requireLittle(ZipBytes zip, String root, String name) throws IOException {
    for (String entry : zip.names()) {
      if (entry.equals(root + "byteorder")) {
        ByteBuffer order = zip.content(entry).duplicate();
        byte[] text = new byte[Math.min(order.remaining(), 16)];
        order.get(text);
        if (!new String(text, StandardCharsets.US_ASCII).strip().equals("little")) {
          throw new IOException(name + " is in big-endian order, which is not read");
        }
      }
    }
  }

  /** Five pickles, then the storages, each with its number of elements before it. */
  private static Object legacy(byte[] bytes, String name) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, TorchTensor.Storage> storages = new HashMap<>();
    Unpickler.Storages none =
        (type, key, elements) -> {
          throw new IOException(name + " has a storage where none belongs");
        };
    if (!LEGACY.equals(new Unpickler(in, name, none).read())) {
      throw new IOException(
          name + " is no file of torch.save: it begins with neither magic number");
    }
    if (!Long.valueOf(LEGACY_PROTOCOL).equals(new Unpickler(in, name, none).read())) {
      throw new IOException(name + " is of another protocol of torch.save than 1001");
    }
    if (new Unpickler(in, name, none).read() instanceof Dictionary system
        && Boolean.FALSE.equals(system.entries().get("little_endian"))) {
      throw new IOException(name + " is in big-endian order, which is not read");
    }
    Object top =
        new Unpickler(in, name, (type, key, elements) -> known(storages, type, key, elements, name))
            .read();
    Object keys = new Unpickler(in, name, none).read();
    if (!(keys instanceof Items items) || items.items().size() != storages.size()) {
      throw new IOException(name + " does not list its storages");
    }
    for (Object key : items.items()) {
      TorchTensor.Storage storage = key instanceof String text ? storages.get(text) : null;
      if (storage == null || storage.isFilled() || in.getLong() != storage.elements()) {
        throw new IOException(name + " has other storages than its tensors need");
      }
      storage.fill(in, name);
      in.position(in.position() + Math.toIntExact(storage.elements() * storage.type().bytes()));
    }
    return top;
  }

  private static TorchTensor.Storage known(
      Map<String, TorchTensor.Storage> storages,
      TorchType type,
      String key,
      long elements,
      String name)
      throws IOException {
    TorchTensor.Storage storage =
        storages.computeIfAbsent(key, any -> new TorchTensor.Storage(type, elements));
    if (storage.type() != type || storage.elements() != elements) {
      throw new IOException(
          "%s has storage %s of two types or lengths".formatted(name, Shown.of(key)));
    }
    return storage;
  }
}
