package io.anchorage.signal.codec.webp;

/** Arithmetic on four channels of 8 bits each, ARGB in an int (RFC 9649, section 3.4.1). */
final class Argb {
  private static final int EVEN = 0x00FF00FF;
  private static final int ODD = 0xFF00FF00;

  private Argb() {}

  /** The sum of each channel, of 256. */
  static int add(int a, int b) {
    return ((a & ODD) + (b & ODD) & ODD) | ((a & EVEN) + (b & EVEN) & EVEN);
  }

  /** The mean of each channel, rounded down. */
  static int mean(int a, int b) {
    return (((a ^ b) & 0xFEFEFEFE) >>> 1) + (a & b);
  }

  /** Left or top, whichever is nearer to {@code left + top - topLeft}. */
  static int select(int left, int top, int topLeft) {
    int toLeft = 0;
    int toTop = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int corner = channel(topLeft, shift);
      toLeft += Math.abs(channel(top, shift) - corner);
      toTop += Math.abs(channel(left, shift) - corner);
    }
    return toLeft < toTop ? left : top;
  }

  /** {@code a + b - c}, clamped. */
  static int addDifference(int a, int b, int c) {
    int sum = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      sum |= clamp(channel(a, shift) + channel(b, shift) - channel(c, shift)) << shift;
    }
    return sum;
  }

  /** {@code a + (a - b) / 2}, clamped; the half is rounded towards zero. */
  static int addHalfDifference(int a, int b) {
    int sum = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int first = channel(a, shift);
      sum |= clamp(first + (first - channel(b, shift)) / 2) << shift;
    }
    return sum;
  }

  private static int channel(int argb, int shift) {
    return argb >>> shift & 0xFF;
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
