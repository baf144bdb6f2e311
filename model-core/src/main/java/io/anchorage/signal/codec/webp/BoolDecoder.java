package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;

/** The arithmetic decoder of VP8 (RFC 6386, section 7): bits of known probability. */
final class BoolDecoder {
  static final int EVEN = 128;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int range = 255;
  private int value;

  /** How many bits of {@code value} lie below the eight that are compared. */
  private int below = -Byte.SIZE;

  BoolDecoder(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /**
   * The next bit.
   *
   * @param probability that it is 0, of 256
   */
  boolean bit(int probability) throws BadImageException {
    if (below < 0) {
      if (at >= end) {
        throw new BadImageException("WEBP image is truncated: its pixel data end too early");
      }
      value = value << Byte.SIZE | (bytes[at++] & 0xFF);
      below += Byte.SIZE;
    }
    int split = 1 + (((range - 1) * probability) >> Byte.SIZE);
    boolean bit = value >= split << below;
    if (bit) {
      value -= split << below;
      range -= split;
    } else {
      range = split;
    }
    int shift = Integer.numberOfLeadingZeros(range) - 24;
    range <<= shift;
    below -= shift;
    return bit;
  }

  boolean flag() throws BadImageException {
    return bit(EVEN);
  }

  /** An unsigned number, its highest bit first. */
  int literal(int bits) throws BadImageException {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | (flag() ? 1 : 0);
    }
    return number;
  }

  /** A number and its sign. */
  int signed(int bits) throws BadImageException {
    int number = literal(bits);
    return flag() ? -number : number;
  }

  /** A number and its sign if a flag says that there is one, else 0. */
  int optional(int bits) throws BadImageException {
    return flag() ? signed(bits) : 0;
  }
}
