package io.anchorage.signal.codec;

import io.anchorage.signal.Raster;
import java.io.IOException;

/**
 * The records of the binary versions of CIFAR (A. Krizhevsky, Learning Multiple Layers of Features
 * from Tiny Images, 2009): label bytes, then 32x32 bytes of red, of green and of blue, row by row.
 */
public enum CifarLayout {
  /** CIFAR-10: one label byte, ten classes. */
  TEN("CIFAR-10", 1, 0, 10),
  /** CIFAR-100 with its hundred classes; a coarse label byte goes before the fine one. */
  FINE("CIFAR-100", 2, 1, 100),
  /** CIFAR-100 with the twenty superclasses. */
  COARSE("CIFAR-100", 2, 0, 20);

  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int CHANNELS = 3;

  private final String dataset;
  private final int labelBytes;
  private final int label;
  private final int classes;

  CifarLayout(String dataset, int labelBytes, int label, int classes) {
    this.dataset = dataset;
    this.labelBytes = labelBytes;
    this.label = label;
    this.classes = classes;
  }

  /** The dataset's name. */
  public String dataset() {
    return dataset;
  }

  /** Bytes of one record: 3073 or 3074. */
  public int recordBytes() {
    return labelBytes + CHANNELS * PLANE;
  }

  /**
   * The number of records in a file.
   *
   * @param fileBytes the file's length
   * @param file its name, for messages
   * @throws IOException in one line, if that is not a whole number of records
   */
  public long count(long fileBytes, String file) throws IOException {
    if (fileBytes % recordBytes() == 0) {
      return fileBytes / recordBytes();
    }
    CifarLayout other = this == TEN ? FINE : TEN;
    throw new IOException(
        fileBytes % other.recordBytes() == 0
            ? "%s file %s holds records of %s: %d bytes are not a multiple of %d but of %d"
                .formatted(
                    dataset, file, other.dataset, fileBytes, recordBytes(), other.recordBytes())
            : "%s batch %s is truncated: %d bytes are not a multiple of %d"
                .formatted(dataset, file, fileBytes, recordBytes()));
  }

  /**
   * Reads one record.
   *
   * @param bytes holds the record at {@code from}
   * @param file the file's name, for messages
   * @throws IOException in one line, if the label is not one of the dataset's or bytes are missing
   */
  public CifarRecord parse(byte[] bytes, int from, String file) throws IOException {
    if (bytes.length - from < recordBytes()) {
      throw new IOException(
          "%s batch %s is truncated: a record takes %d bytes, %d are left"
              .formatted(dataset, file, recordBytes(), bytes.length - from));
    }
    int number = bytes[from + label] & 0xFF;
    if (number >= classes) {
      throw new IOException(
          "%s batch %s has a label outside 0 .. %d: %d; is it a binary batch?"
              .formatted(dataset, file, classes - 1, number));
    }
    char[] samples = new char[CHANNELS * PLANE];
    for (int c = 0; c < CHANNELS; c++) {
      int plane = from + labelBytes + c * PLANE;
      for (int p = 0; p < PLANE; p++) {
        samples[p * CHANNELS + c] = (char) (bytes[plane + p] & 0xFF);
      }
    }
    return new CifarRecord(number, new Raster(SIDE, SIDE, CHANNELS, 8, samples));
  }
}
