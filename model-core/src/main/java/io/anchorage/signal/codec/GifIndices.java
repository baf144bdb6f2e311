package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;

/** The indices of one GIF frame: Lempel-Ziv-Welch codes in sub-blocks (appendix F). */
final class GifIndices {
  private static final int MAX_BITS = 12;
  private static final int NONE = -1;

  private final byte[] bytes;
  private final int minimumBits;
  private int at;
  private int blockEnd;
  private int buffer;
  private int buffered;

  private final short[] prefix = new short[1 << MAX_BITS];
  private final byte[] last = new byte[1 << MAX_BITS];
  private final byte[] reversed = new byte[(1 << MAX_BITS) + 1];

  /**
   * @param from position of the byte that holds the size of the first codes
   */
  GifIndices(byte[] bytes, int from) {
    this.bytes = bytes;
    this.minimumBits = bytes[from];
    this.at = from + 1;
    this.blockEnd = at;
  }

  byte[] read(int count) throws BadImageException {
    if (minimumBits < 1 || minimumBits > 8) {
      throw new BadImageException("GIF image is damaged: codes of " + minimumBits + " bits");
    }
    byte[] indices = new byte[count];
    int clear = 1 << minimumBits;
    int end = clear + 1;
    int bits = minimumBits + 1;
    int next = end + 1;
    int previous = NONE;
    int to = 0;
    while (to < count) {
      int code = code(bits);
      if (code == clear) {
        bits = minimumBits + 1;
        next = end + 1;
        previous = NONE;
        continue;
      }
      if (code == end || code > next || (code == next && previous == NONE)) {
        throw new BadImageException(
            "GIF image is %s: %d of %d pixels"
                .formatted(code == end ? "truncated" : "damaged", to, count));
      }
      int length = expand(code == next ? previous : code, end);
      byte first = reversed[length - 1];
      while (length > 0 && to < count) {
        indices[to++] = reversed[--length];
      }
      if (code == next && to < count) {
        indices[to++] = first;
      }
      if (previous != NONE && next < 1 << MAX_BITS) {
        prefix[next] = (short) previous;
        last[next] = first;
        next++;
        if (next == 1 << bits && bits < MAX_BITS) {
          bits++;
        }
      }
      previous = code;
    }
    return indices;
  }

  /** Writes the string of a code to {@code reversed}, last index first; gives its length. */
  private int expand(int code, int end) {
    int length = 0;
    int rest = code;
    while (rest > end) {
      reversed[length++] = last[rest];
      rest = prefix[rest];
    }
    reversed[length++] = (byte) rest;
    return length;
  }

  private int code(int bits) throws BadImageException {
    while (buffered < bits) {
      buffer |= nextByte() << buffered;
      buffered += Byte.SIZE;
    }
    int code = buffer & ((1 << bits) - 1);
    buffer >>>= bits;
    buffered -= bits;
    return code;
  }

  private int nextByte() throws BadImageException {
    if (at == blockEnd) {
      int length = at < bytes.length ? Bytes.u8(bytes, at) : 0;
      if (length == 0 || length > bytes.length - at - 1) {
        throw new BadImageException("GIF image is truncated: its pixel data end too early");
      }
      at++;
      blockEnd = at + length;
    }
    return Bytes.u8(bytes, at++);
  }
}
