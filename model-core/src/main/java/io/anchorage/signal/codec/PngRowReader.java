package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates and unfilters the rows of a PNG (sections 9 and 10 of its specification). */
final class PngRowReader implements AutoCloseable {
  private final byte[] bytes;
  private final List<int[]> pieces;
  private final int bitsPerPixel;
  private final int distance;
  private final byte[] filter = new byte[1];
  private final Inflater inflater = new Inflater();
  private int nextPiece;
  private byte[] row;
  private byte[] previous;

  PngRowReader(byte[] bytes, List<int[]> pieces, int bitsPerPixel) {
    this.bytes = bytes;
    this.pieces = pieces;
    this.bitsPerPixel = bitsPerPixel;
    this.distance = Math.max(1, bitsPerPixel / 8);
  }

  /** Begins a pass whose rows have this many pixels. */
  void start(int columns) {
    int length = Math.toIntExact(((long) columns * bitsPerPixel + 7) / 8);
    row = new byte[length];
    previous = new byte[length];
  }

  /** The next row. Its array is reused for the row after the next. */
  byte[] next() throws BadImageException {
    byte[] above = row;
    row = previous;
    previous = above;
    fill(filter);
    fill(row);
    switch (filter[0]) {
      case 0 -> {}
      case 1 -> addLeft();
      case 2 -> addAbove();
      case 3 -> addAverage();
      case 4 -> addPaeth();
      default -> throw new BadImageException("PNG image has an unknown row filter: " + filter[0]);
    }
    return row;
  }

  private void addLeft() {
    for (int i = distance; i < row.length; i++) {
      row[i] += row[i - distance];
    }
  }

  private void addAbove() {
    for (int i = 0; i < row.length; i++) {
      row[i] += previous[i];
    }
  }

  private void addAverage() {
    for (int i = 0; i < row.length; i++) {
      int left = i < distance ? 0 : Bytes.u8(row, i - distance);
      row[i] += (byte) ((left + Bytes.u8(previous, i)) / 2);
    }
  }

  private void addPaeth() {
    for (int i = 0; i < row.length; i++) {
      int a = i < distance ? 0 : Bytes.u8(row, i - distance);
      int b = Bytes.u8(previous, i);
      int c = i < distance ? 0 : Bytes.u8(previous, i - distance);
      row[i] += (byte) paeth(a, b, c);
    }
  }

  /** Whichever of left, above and corner is nearest to {@code left + above - corner}. */
  static int paeth(int left, int above, int corner) {
    int toLeft = Math.abs(above - corner);
    int toAbove = Math.abs(left - corner);
    int toCorner = Math.abs(left + above - 2 * corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }
    return toAbove <= toCorner ? above : corner;
  }

  private void fill(byte[] out) throws BadImageException {
    int filled = 0;
    while (filled < out.length) {
      try {
        int read = inflater.inflate(out, filled, out.length - filled);
        filled += read;
        if (read == 0) {
          feed();
        }
      } catch (DataFormatException e) {
        throw new BadImageException(
            "PNG image is damaged: its pixel data cannot be decompressed", e);
      }
    }
  }

  private void feed() throws BadImageException {
    if (inflater.finished() || !inflater.needsInput() || nextPiece == pieces.size()) {
      throw new BadImageException("PNG image is truncated: its pixel data end too early");
    }
    int[] piece = pieces.get(nextPiece++);
    inflater.setInput(bytes, piece[0], piece[1]);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
