package io.anchorage.signal.codec.webp;

import java.util.Arrays;

/**
 * The luma or one chroma of a frame, whole macroblocks of it, with a border that predictions read:
 * a row of 127 above, a column of 129 to the left (RFC 6386, section 12.2).
 */
final class Vp8Plane {
  private static final int ABOVE = 127;
  private static final int LEFT = 129;

  final int stride;
  final byte[] samples;

  Vp8Plane(int width, int height) {
    stride = width + 1;
    samples = new byte[Math.multiplyExact(stride, height + 1)];
    Arrays.fill(samples, 0, stride, (byte) ABOVE);
    for (int y = 0; y < height; y++) {
      samples[at(-1, y)] = (byte) LEFT;
    }
  }

  /** The place of a sample; -1 is in the border. */
  int at(int x, int y) {
    return (y + 1) * stride + x + 1;
  }

  int get(int at) {
    return samples[at] & 0xFF;
  }

  void set(int at, int value) {
    samples[at] = (byte) value;
  }

  void add(int at, int difference) {
    samples[at] = (byte) clamp(get(at) + difference);
  }

  static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
