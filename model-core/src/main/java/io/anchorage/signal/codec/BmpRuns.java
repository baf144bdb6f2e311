package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;

/** The run-length encoded indices of a Windows bitmap; pixels that no run covers have index 0. */
final class BmpRuns {
  private static final int END_OF_LINE = 0;
  private static final int END_OF_BITMAP = 1;
  private static final int MOVE = 2;

  private final byte[] bytes;
  private final BmpHeader header;
  private final boolean nibbles;
  private final byte[] indices;
  private int x;
  private int y;

  private BmpRuns(byte[] bytes, BmpHeader header) {
    this.bytes = bytes;
    this.header = header;
    this.nibbles = header.compression() == BmpHeader.RLE4;
    this.indices = new byte[header.height() * header.width()];
  }

  /** Indices, [height][width] from the top. */
  static byte[] read(byte[] bytes, BmpHeader header) throws BadImageException {
    BmpRuns runs = new BmpRuns(bytes, header);
    try {
      runs.read();
      return runs.indices;
    } catch (IndexOutOfBoundsException e) {
      if (runs.isDone()) {
        return runs.indices;
      }
      throw new BadImageException(
          "BMP image of %dx%d is truncated: %d bytes end within its runs"
              .formatted(header.width(), header.height(), bytes.length),
          e);
    }
  }

  private void read() {
    int at = header.data();
    while (true) {
      int count = Bytes.u8(bytes, at);
      int value = Bytes.u8(bytes, at + 1);
      at += 2;
      if (count > 0) {
        for (int i = 0; i < count; i++) {
          put(nibbles ? value >> (i % 2 == 0 ? 4 : 0) & 0xF : value);
        }
      } else if (value == END_OF_LINE) {
        x = 0;
        y++;
      } else if (value == END_OF_BITMAP) {
        return;
      } else if (value == MOVE) {
        x += Bytes.u8(bytes, at);
        y += Bytes.u8(bytes, at + 1);
        at += 2;
      } else {
        for (int i = 0; i < value; i++) {
          put(
              nibbles
                  ? Bytes.u8(bytes, at + i / 2) >> (i % 2 == 0 ? 4 : 0) & 0xF
                  : Bytes.u8(bytes, at + i));
        }
        int length = nibbles ? (value + 1) / 2 : value;
        at += length + length % 2;
      }
    }
  }

  /** Whether the last pixel has been passed: then no pixel lacks, only the end's mark. */
  private boolean isDone() {
    return y >= header.height() || (y == header.height() - 1 && x >= header.width());
  }

  private void put(int index) {
    if (x < header.width() && y < header.height()) {
      int row = header.bottomUp() ? header.height() - 1 - y : y;
      indices[row * header.width() + x] = (byte) index;
    }
    x++;
  }
}
