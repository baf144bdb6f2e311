package io.anchorage.signal.codec;

import io.anchorage.signal.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The header of an IDX file, the format of MNIST and datasets like it (Y. LeCun, C. Cortes, C.
 * Burges, The MNIST database): a big-endian magic number {@code 0x0000TTDD} (type TT, DD
 * dimensions), one 32-bit size per dimension, then the data, last dimension fastest. Unsigned bytes
 * (0x08) of three dimensions (images) or one (labels) are read, and QMNIST's labels: rows of 32-bit
 * integers (0x0C) whose first one is the class.
 *
 * @param kind images or labels
 * @param count number of records, 0 or more
 * @param height rows of an image; 1 for labels
 * @param width columns of an image; numbers in a row of labels
 */
public record IdxHeader(Kind kind, int count, int height, int width) {
  /** The length of the longest header in bytes; {@link #parse} looks at no more. */
  public static final int MAX_BYTES = 16;

  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int COLOUR_DIMENSIONS = 4;

  /** What the records are. */
  public enum Kind {
    /** Magic 0x00000803: each record is an image of unsigned bytes. */
    IMAGES(0x00000803, 16, 1),
    /** Magic 0x00000801: each record is an unsigned byte. */
    LABELS(0x00000801, 8, 1),
    /** Magic 0x00000C02: each record is a row of integers, the class first. */
    LABEL_ROWS(0x00000C02, 12, Integer.BYTES);

    private final int magic;
    private final int headerBytes;
    private final int sampleBytes;

    Kind(int magic, int headerBytes, int sampleBytes) {
      this.magic = magic;
      this.headerBytes = headerBytes;
      this.sampleBytes = sampleBytes;
    }
  }

  /**
   * Reads a header.
   *
   * @param start the first bytes of the (decompressed) file, {@link #MAX_BYTES} or all if there are
   *     fewer
   * @param wanted what the file should hold; where it is labels, rows of them will do
   * @param file its name, for messages
   * @throws IOException in one line, if the file is not of the expected kind
   */
  public static IdxHeader parse(byte[] start, Kind wanted, String file) throws IOException {
    if (start.length < Integer.BYTES) {
      throw new IOException(
          "IDX file %s is truncated: %d bytes, too few for a magic number"
              .formatted(file, start.length));
    }
    ByteBuffer in = ByteBuffer.wrap(start);
    int magic = in.getInt();
    boolean rows = wanted == Kind.LABELS && magic == Kind.LABEL_ROWS.magic;
    Kind expected = rows ? Kind.LABEL_ROWS : wanted;
    if (magic != expected.magic) {
      throw new IOException(wrongMagic(magic, expected, file));
    }
    if (start.length < expected.headerBytes) {
      throw new IOException(
          "IDX file %s is truncated: %d bytes, its header takes %d"
              .formatted(file, start.length, expected.headerBytes));
    }
    int count = in.getInt();
    boolean images = expected == Kind.IMAGES;
    int height = images ? in.getInt() : 1;
    int width = images || rows ? in.getInt() : 1;
    long bytes = (long) height * width * expected.sampleBytes;
    if (count < 0 || height < 1 || width < 1 || bytes > Integer.MAX_VALUE) {
      throw new IOException(
          "IDX file %s has an impossible header: %d records of %dx%d"
              .formatted(file, count, width, height));
    }
    return new IdxHeader(expected, count, height, width);
  }

  private static String wrongMagic(int magic, Kind expected, String file) {
    String message =
        "IDX file %s has magic number 0x%08X where %s have 0x%08X"
            .formatted(file, magic, expected.name().toLowerCase(Locale.ROOT), expected.magic);
    for (Kind kind : Kind.values()) {
      if (kind.magic == magic) {
        return message + ": it holds " + kind.name().toLowerCase(Locale.ROOT);
      }
    }
    if (magic >>> 16 == GZIP_MAGIC) {
      return message + ": it is compressed with gzip, so its name should end in .gz";
    }
    if (magic >>> 16 == 0 && (magic >>> 8) != UNSIGNED_BYTE) {
      return message + ": its samples are " + samples(magic >>> 8) + ", not unsigned bytes";
    }
    if (magic >>> 8 == UNSIGNED_BYTE && (magic & 0xFF) == COLOUR_DIMENSIONS) {
      return message
          + ": it has 4 dimensions, as colour images have, and IDX images are grey; write them as"
          + " PNG files in folders or as Parquet";
    }
    return message;
  }

  private static String samples(int type) {
    return switch (type) {
      case 0x09 -> "signed bytes";
      case 0x0B -> "16-bit integers";
      case 0x0C -> "32-bit integers";
      case 0x0D -> "floats";
      case 0x0E -> "doubles";
      default -> "of no known type";
    };
  }

  /** Bytes before the first record. */
  public int headerBytes() {
    return kind.headerBytes;
  }

  /** Bytes of one record. */
  public int recordBytes() {
    return height * width * kind.sampleBytes;
  }

  /**
   * The class number in a record of labels.
   *
   * @param record its bytes
   */
  public int label(byte[] record) {
    return kind == Kind.LABEL_ROWS ? ByteBuffer.wrap(record).getInt() : record[0] & 0xFF;
  }

  /** Where record {@code index} begins, in bytes from the start of the (decompressed) file. */
  public long offset(long index) {
    return headerBytes() + index * recordBytes();
  }

  /** Bytes of the whole (decompressed) file. */
  public long fileBytes() {
    return offset(count);
  }

  /**
   * Checks the file's length against its header.
   *
   * @param bytes length of the (decompressed) file
   * @throws IOException in one line, if the file is shorter or longer than its header says
   */
  public void checkLength(long bytes, String file) throws IOException {
    if (bytes != fileBytes()) {
      throw new IOException(
          "IDX file %s is %s: %d bytes, its header promises %d (%d records of %dx%d)"
              .formatted(
                  file,
                  bytes < fileBytes() ? "truncated" : "too long",
                  bytes,
                  fileBytes(),
                  count,
                  width,
                  height));
    }
  }

  /**
   * One image.
   *
   * @param bytes holds the record at {@code from}
   */
  public Raster image(byte[] bytes, int from) {
    char[] samples = new char[recordBytes()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (char) (bytes[from + i] & 0xFF);
    }
    return new Raster(height, width, 1, 8, samples);
  }
}
