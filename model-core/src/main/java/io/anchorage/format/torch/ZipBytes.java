package io.anchorage.format.torch;

import io.anchorage.format.Shown;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The entries of a small zip in memory, by its central directory. */
final class ZipBytes {
  private static final int END = 0x06054b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int END_BYTES = 22;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final int MOST_COMMENT = 0xFFFF;

  /** Deflate makes at most this much of a byte. */
  private static final int MOST_GAIN = 1032;

  private final ByteBuffer bytes;
  private final String name;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** An entry's place. */
  private record Entry(int method, long packed, long size, long header) {}

  private ZipBytes(byte[] bytes, String name) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.name = name;
  }

  /** Whether bytes begin as a zip does. */
  static boolean recognises(byte[] bytes) {
    return bytes.length >= Integer.BYTES
        && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == LOCAL;
  }

  /**
   * Lists a zip.
   *
   * @throws IOException in one line, if it is damaged
   */
  static ZipBytes of(byte[] bytes, String name) throws IOException {
    ZipBytes zip = new ZipBytes(bytes, name);
    try {
      zip.list();
      return zip;
    } catch (IndexOutOfBoundsException e) {
      throw new IOException(name + " is a damaged zip: its directory lies outside of it", e);
    }
  }

  private void list() throws IOException {
    int end = bytes.capacity() - END_BYTES;
    int least = Math.max(0, end - MOST_COMMENT);
    while (end >= least && bytes.getInt(end) != END) {
      end--;
    }
    if (end < least) {
      throw new IOException(name + " is a truncated zip: it has no directory");
    }
    int count = Short.toUnsignedInt(bytes.getShort(end + 10));
    long at = Integer.toUnsignedLong(bytes.getInt(end + 16));
    for (int i = 0; i < count; i++) {
      int here = place(at);
      if (bytes.getInt(here) != CENTRAL) {
        throw new IOException(name + " is a damaged zip: entry " + i + " has no header");
      }
      int nameBytes = Short.toUnsignedInt(bytes.getShort(here + 28));
      byte[] text = new byte[nameBytes];
      bytes.get(here + CENTRAL_BYTES, text);
      entries.put(
          new String(text, StandardCharsets.UTF_8),
          new Entry(
              Short.toUnsignedInt(bytes.getShort(here + 10)),
              Integer.toUnsignedLong(bytes.getInt(here + 20)),
              Integer.toUnsignedLong(bytes.getInt(here + 24)),
              Integer.toUnsignedLong(bytes.getInt(here + 42))));
      at =
          (long) here
              + CENTRAL_BYTES
              + nameBytes
              + Short.toUnsignedInt(bytes.getShort(here + 30))
              + Short.toUnsignedInt(bytes.getShort(here + 32));
    }
  }

  private int place(long at) {
    if (at < 0 || at > bytes.capacity()) {
      throw new IndexOutOfBoundsException();
    }
    return (int) at;
  }

  Iterable<String> names() {
    return entries.keySet();
  }

  /**
   * An entry's content.
   *
   * @throws IOException in one line, if there is none or it is damaged
   */
  ByteBuffer content(String entry) throws IOException {
    Entry found = entries.get(entry);
    if (found == null) {
      throw new IOException(name + " has no " + Shown.of(entry));
    }
    try {
      int here = place(found.header);
      if (bytes.getInt(here) != LOCAL) {
        throw new IndexOutOfBoundsException();
      }
      long begin =
          here
              + (long) LOCAL_BYTES
              + Short.toUnsignedInt(bytes.getShort(here + 26))
              + Short.toUnsignedInt(bytes.getShort(here + 28));
      if (found.packed > bytes.capacity() - begin) {
        throw new IndexOutOfBoundsException();
      }
      ByteBuffer packed = bytes.slice((int) begin, (int) found.packed);
      return switch (found.method) {
        case 0 -> packed;
        case 8 -> inflated(packed, found, Shown.of(entry));
        default ->
            throw new IOException(
                "%s has %s compressed by method %d, which is not read"
                    .formatted(name, Shown.of(entry), found.method));
      };
    } catch (IndexOutOfBoundsException e) {
      throw new IOException(
          "%s is a damaged zip: %s lies outside of it".formatted(name, Shown.of(entry)), e);
    }
  }

  private ByteBuffer inflated(ByteBuffer packed, Entry entry, String what) throws IOException {
    if (entry.size > (entry.packed + 16) * MOST_GAIN || entry.size > Integer.MAX_VALUE - 16) {
      throw new IOException(
          "%s has %s of %d bytes from %d, which no zip holds"
              .formatted(name, what, entry.size, entry.packed));
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] out = new byte[(int) entry.size];
      int at = 0;
      while (at < out.length && !inflater.finished() && !inflater.needsInput()) {
        at += inflater.inflate(out, at, out.length - at);
      }
      if (at < out.length) {
        throw new IOException(name + " has a truncated " + what);
      }
      return ByteBuffer.wrap(out);
    } catch (DataFormatException e) {
      throw new IOException("%s has a damaged %s".formatted(name, what), e);
    } finally {
      inflater.end();
    }
  }
}
