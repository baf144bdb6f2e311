package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;

/** Numbers of a few bits, the lowest bit first (RFC 9649, section 3.2). */
final class BitReader {
  private final byte[] bytes;
  private final int end;
  private int at;
  private long buffer;
  private int buffered;

  BitReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /**
   * The next number.
   *
   * @param bits at most 24
   */
  int read(int bits) throws BadImageException {
    fill();
    if (bits > buffered) {
      throw new BadImageException("WEBP image is truncated: its pixel data end too early");
    }
    int number = (int) buffer & (1 << bits) - 1;
    skip(bits);
    return number;
  }

  boolean flag() throws BadImageException {
    return read(1) != 0;
  }

  /** The next bits, up to 15 of them; zeros beyond the end. */
  int peek() {
    fill();
    return (int) buffer & 0x7FFF;
  }

  /** Goes past bits that {@link #peek} has given. */
  void take(int bits) throws BadImageException {
    if (bits > buffered) {
      throw new BadImageException("WEBP image is truncated: its pixel data end too early");
    }
    skip(bits);
  }

  private void skip(int bits) {
    buffer >>>= bits;
    buffered -= bits;
  }

  private void fill() {
    while (buffered <= 48 && at < end) {
      buffer |= (bytes[at++] & 0xFFL) << buffered;
      buffered += Byte.SIZE;
    }
  }
}
