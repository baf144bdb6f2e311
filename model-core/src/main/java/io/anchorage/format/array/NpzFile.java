package io.anchorage.format.array;

import io.anchorage.format.Shown;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * NumPy's npz, compressed or not. Arrays of Python objects, of structures or in big-endian order
 * are refused; text is read as a column, a single text as metadata.
 */
public final class NpzFile implements ArrayFile {
  private static final String SUFFIX = ".npy";
  private static final int MOST_ENTRIES = 10_000;

  /** Text is held in memory. */
  private static final long MOST_TEXT = 1L << 28;

  private final ZipFile zip;
  private final String name;
  private final Map<String, ArrayInfo> arrays = new TreeMap<>();
  private final Map<String, NpyHeader> texts = new TreeMap<>();
  private final Map<String, ZipEntry> entries = new HashMap<>();

  private NpzFile(ZipFile zip, String name) {
    this.zip = zip;
    this.name = name;
  }

  /**
   * Opens a file on the local disk.
   *
   * @param name the file's name in messages
   * @throws IOException in one line, if it is no npz of numbers and text
   */
  public static NpzFile open(Path file, String name) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new IOException("%s is no npz: %s".formatted(name, why(e)), e);
    }
    NpzFile npz = new NpzFile(zip, name);
    try {
      npz.list();
      return npz;
    } catch (IllegalArgumentException e) {
      zip.close();
      throw new IOException("%s is no npz: %s".formatted(name, why(e)), e);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static String why(Exception error) {
    return error.getMessage() == null ? "it ends too early" : Shown.of(error.getMessage());
  }

  private void list() throws IOException {
    if (zip.size() > MOST_ENTRIES) {
      throw new IOException(
          "%s holds %d arrays, at most %d are read".formatted(name, zip.size(), MOST_ENTRIES));
    }
    Enumeration<? extends ZipEntry> all = zip.entries();
    while (all.hasMoreElements()) {
      ZipEntry entry = all.nextElement();
      if (!entry.getName().endsWith(SUFFIX)) {
        throw new IOException(
            "%s holds %s, which is no array".formatted(name, Shown.of(entry.getName())));
      }
      String array = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
      NpyHeader header;
      try (InputStream in = stream(entry, array)) {
        header = NpyHeader.read(in, where(array));
      }
      sort(array, header, entry);
    }
  }

  private void sort(String array, NpyHeader header, ZipEntry entry) throws IOException {
    String type = header.type();
    entries.put(array, entry);
    if (type.matches("<U[0-9]{1,7}|\\|S[0-9]{1,7}")) {
      texts.put(array, header);
      return;
    }
    for (ElementType known : ElementType.values()) {
      if (known.numpy().equals(type)) {
        ArrayInfo info = new ArrayInfo(known, header.shape());
        long bytes;
        try {
          bytes = info.bytes();
        } catch (ArithmeticException e) {
          throw new IOException(where(array) + " has an impossible shape: " + header.shape(), e);
        }
        if (bytes > entry.getSize()) {
          throw new IOException(
              "%s should hold %d bytes but the zip has %d"
                  .formatted(where(array), bytes, entry.getSize()));
        }
        arrays.put(array, info);
        return;
      }
    }
    throw new IOException(
        "%s has elements of type %s; read are float32, float64, int32, int64, uint8 and text, never Python objects"
            .formatted(where(array), Shown.of(type)));
  }

  private String where(String array) {
    return "Array " + Shown.of(array) + " of " + name;
  }

  /** A stream whose errors say what was read. */
  private static final class Named extends FilterInputStream {
    private final String where;

    Named(InputStream in, String where) {
      super(new BufferedInputStream(in, 1 << 16));
      this.where = where;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (ZipException | EOFException e) {
        throw damaged(e);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (ZipException | EOFException e) {
        throw damaged(e);
      }
    }

    private IOException damaged(IOException error) {
      return new IOException("%s is damaged: %s".formatted(where, why(error)), error);
    }
  }

  private InputStream stream(ZipEntry entry, String array) throws IOException {
    try {
      return new Named(zip.getInputStream(entry), where(array));
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new IOException("%s cannot be read: %s".formatted(where(array), why(e)), e);
    }
  }

  @Override
  public Map<String, ArrayInfo> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  @Override
  public InputStream open(String array) throws IOException {
    InputStream in = stream(entries.get(array), array);
    NpyHeader.read(in, where(array));
    return in;
  }

  @Override
  public Map<String, List<String>> texts() throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    for (Map.Entry<String, NpyHeader> entry : texts.entrySet()) {
      if (entry.getValue().shape().size() == 1) {
        all.put(entry.getKey(), text(entry.getKey(), entry.getValue()));
      }
    }
    return all;
  }

  @Override
  public Map<String, String> metadata() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (Map.Entry<String, NpyHeader> entry : texts.entrySet()) {
      if (entry.getValue().shape().isEmpty()) {
        all.put(entry.getKey(), text(entry.getKey(), entry.getValue()).get(0));
      }
    }
    return all;
  }

  private List<String> text(String array, NpyHeader header) throws IOException {
    boolean wide = header.type().charAt(1) == 'U';
    int width = Integer.parseInt(header.type().substring(2)) * (wide ? Integer.BYTES : 1);
    long count = header.shape().stream().reduce(1L, (a, b) -> a * b);
    if ((width > 0 && count > MOST_TEXT / width) || count > MOST_TEXT / 8) {
      throw new IOException(
          "%s holds more than %d bytes of text".formatted(where(array), MOST_TEXT));
    }
    List<String> values = new ArrayList<>();
    try (InputStream in = open(array)) {
      for (long i = 0; i < count; i++) {
        byte[] cell = in.readNBytes(width);
        if (cell.length < width) {
          throw new IOException(where(array) + " is truncated");
        }
        values.add(wide ? wide(cell, array) : narrow(cell));
      }
    }
    return values;
  }

  private String wide(byte[] cell, String array) throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer in = ByteBuffer.wrap(cell).order(ByteOrder.LITTLE_ENDIAN);
    int length = cell.length / Integer.BYTES;
    while (length > 0 && in.getInt((length - 1) * Integer.BYTES) == 0) {
      length--;
    }
    for (int i = 0; i < length; i++) {
      int point = in.getInt(i * Integer.BYTES);
      if (!Character.isValidCodePoint(point)) {
        throw new IOException(where(array) + " holds text that is not Unicode");
      }
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  private static String narrow(byte[] cell) {
    int length = cell.length;
    while (length > 0 && cell[length - 1] == 0) {
      length--;
    }
    return new String(cell, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
