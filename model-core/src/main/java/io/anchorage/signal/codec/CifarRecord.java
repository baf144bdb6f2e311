package io.anchorage.signal.codec;

import io.anchorage.signal.Raster;
import java.io.IOException;

/**
 * One record of CIFAR-10's binary batches (A. Krizhevsky, Learning Multiple Layers of Features from
 * Tiny Images, 2009): a label byte, then 32x32 bytes of red, of green and of blue, row by row.
 *
 * @param label class number, 0 to 9
 * @param raster 32x32 RGB, 8 bit
 */
public record CifarRecord(int label, Raster raster) {
  /** Bytes of one record. */
  public static final int BYTES = 3073;

  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int CHANNELS = 3;
  private static final int CLASSES = 10;

  /**
   * Reads one record.
   *
   * @param bytes holds the record at {@code from}
   * @param file the batch's name, for messages
   * @throws IOException in one line, if the label is not one of CIFAR-10's or bytes are missing
   */
  public static CifarRecord parse(byte[] bytes, int from, String file) throws IOException {
    if (bytes.length - from < BYTES) {
      throw new IOException(
          "CIFAR-10 batch %s is truncated: a record takes %d bytes, %d are left"
              .formatted(file, BYTES, bytes.length - from));
    }
    int label = bytes[from] & 0xFF;
    if (label >= CLASSES) {
      throw new IOException(
          "CIFAR-10 batch %s has a label outside 0 .. 9: %d; is it a binary batch?"
              .formatted(file, label));
    }
    char[] samples = new char[CHANNELS * PLANE];
    for (int c = 0; c < CHANNELS; c++) {
      int plane = from + 1 + c * PLANE;
      for (int p = 0; p < PLANE; p++) {
        samples[p * CHANNELS + c] = (char) (bytes[plane + p] & 0xFF);
      }
    }
    return new CifarRecord(label, new Raster(SIDE, SIDE, CHANNELS, 8, samples));
  }

  /**
   * The number of records in a batch.
   *
   * @param fileBytes the batch's length
   * @throws IOException in one line, if that is not a whole number of records
   */
  public static long count(long fileBytes, String file) throws IOException {
    if (fileBytes % BYTES != 0) {
      throw new IOException(
          "CIFAR-10 batch %s is truncated: %d bytes are not a multiple of %d"
              .formatted(file, fileBytes, BYTES));
    }
    return fileBytes / BYTES;
  }
}
