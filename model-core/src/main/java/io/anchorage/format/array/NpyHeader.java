package io.anchorage.format.array;

import io.anchorage.format.Shown;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of an array in NumPy's format, which is a Python dictionary of three entries. Nothing
 * else is understood: no expression, no structured type, no Python object.
 *
 * @param type of the elements as NumPy writes it, such as {@code <f4} or {@code <U12}
 * @param shape slowest axis first
 */
record NpyHeader(String type, List<Long> shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_AXES = 32;
  private static final int ALIGNMENT = 64;
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  private static final Pattern ENTRY =
      Pattern.compile("\\s*'(\\w+)'\\s*:\\s*('[^']*'|True|False|\\([0-9,\\s]*\\))\\s*(,|(?=\\}))");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** The bytes before the elements, a multiple of 64. */
  byte[] bytes() {
    String sizes = shape.stream().map(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, sizes);
    boolean wide = text.length() + ALIGNMENT + 10 > 0xFFFF;
    int before = MAGIC.length + 2 + (wide ? Integer.BYTES : Short.BYTES);
    int padded = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] all = new byte[padded];
    Arrays.fill(all, (byte) ' ');
    ByteBuffer out = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) (wide ? 2 : 1)).put((byte) 0);
    if (wide) {
      out.putInt(padded - before);
    } else {
      out.putShort((short) (padded - before));
    }
    out.put(text.getBytes(StandardCharsets.US_ASCII));
    all[padded - 1] = '\n';
    return all;
  }

  /**
   * Reads a header, after which the elements follow.
   *
   * @param where the array's name in messages
   * @throws IOException in one line, if it is none that is understood
   */
  static NpyHeader read(InputStream in, String where) throws IOException {
    try {
      DataInputStream data = new DataInputStream(in);
      byte[] magic = data.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IOException(where + " is no NumPy array: it does not begin with \\x93NUMPY");
      }
      int major = data.readUnsignedByte();
      data.readUnsignedByte();
      if (major < 1 || major > 3) {
        throw new IOException(
            "%s has version %d of NumPy's format; versions 1 to 3 are read"
                .formatted(where, major));
      }
      long length =
          major == 1
              ? Short.toUnsignedInt(Short.reverseBytes(data.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(data.readInt()));
      if (length > MOST_BYTES) {
        throw new IOException(
            "%s has a header of %d bytes, at most %d are read"
                .formatted(where, length, MOST_BYTES));
      }
      byte[] text = data.readNBytes((int) length);
      if (text.length < length) {
        throw new EOFException();
      }
      return parse(new String(text, StandardCharsets.UTF_8).strip(), where);
    } catch (EOFException e) {
      throw new IOException(where + " is truncated within its header", e);
    }
  }

  private static NpyHeader parse(String text, String where) throws IOException {
    String inner = text.startsWith("{") && text.endsWith("}") ? text.substring(1) : null;
    String type = null;
    List<Long> shape = null;
    Set<String> seen = new TreeSet<>();
    Matcher entry = inner == null ? null : ENTRY.matcher(inner);
    int at = 0;
    while (entry != null && entry.find(at) && entry.start() == at) {
      String value = entry.group(2);
      seen.add(entry.group(1));
      switch (entry.group(1)) {
        case "descr" -> type = value.replace("'", "");
        case "shape" -> shape = shape(value, where);
        case "fortran_order" -> {
          if (value.equals("True")) {
            throw new IOException(
                where + " is in Fortran's order; save it as np.ascontiguousarray(...)");
          }
        }
        default -> {}
      }
      at = entry.end();
    }
    if (inner == null
        || !inner.substring(at).strip().equals("}")
        || !seen.equals(KEYS)
        || type == null
        || shape == null) {
      throw new IOException(
          "%s has a header that is not understood: %s".formatted(where, Shown.of(text)));
    }
    return new NpyHeader(type, shape);
  }

  private static List<Long> shape(String tuple, String where) throws IOException {
    List<Long> shape = new ArrayList<>();
    for (String part : tuple.replaceAll("[()\\s]", "").split(",", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      if (part.length() > 18 || shape.size() >= MOST_AXES) {
        throw new IOException("%s has an impossible shape: %s".formatted(where, Shown.of(tuple)));
      }
      shape.add(Long.parseLong(part));
    }
    long elements;
    try {
      elements = new ArrayInfo(ElementType.U8, shape).elements();
    } catch (ArithmeticException e) {
      elements = -1;
    }
    if (elements < 0) {
      throw new IOException("%s has an impossible shape: %s".formatted(where, Shown.of(tuple)));
    }
    return shape;
  }
}
