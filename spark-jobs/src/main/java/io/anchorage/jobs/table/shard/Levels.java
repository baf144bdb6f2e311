package io.anchorage.jobs.table.shard;

import java.nio.ByteBuffer;

/**
 * Repetition or definition levels of a page, in Parquet's hybrid of runs and packed bits, given out
 * as runs: the levels of long lists are few runs.
 */
final class Levels {
  private final ByteBuffer encoded;
  private final int width;
  private int value;
  private int same;
  private int packed;
  private long bits;
  private int bitsLeft;

  /**
   * Begins before the first level.
   *
   * @param encoded the runs, without their length
   * @param most the largest level, 0 to 3; of 0 there are no bytes and endlessly many
   */
  Levels(ByteBuffer encoded, int most) {
    this.encoded = encoded;
    this.width = Integer.SIZE - Integer.numberOfLeadingZeros(most);
    this.same = width == 0 ? Integer.MAX_VALUE : 0;
  }

  /**
   * The next level, which is not taken.
   *
   * @throws java.nio.BufferUnderflowException if there is none
   */
  int peek() {
    while (same == 0) {
      refill();
    }
    return value;
  }

  /** How many of the next levels are known to be as {@link #peek} says; there may be more. */
  int run() {
    peek();
    return same;
  }

  /** Takes some of the levels that {@link #run} counted. */
  void take(int count) {
    if (width > 0) {
      same -= count;
    }
  }

  private void refill() {
    if (packed == 0) {
      header();
      return;
    }
    if (bitsLeft < width) {
      bits |= (encoded.get() & 0xFFL) << bitsLeft;
      bitsLeft += Byte.SIZE;
    }
    value = (int) (bits & ((1 << width) - 1));
    bits >>>= width;
    bitsLeft -= width;
    packed--;
    same = 1;
  }

  /** {@code header = length << 1 | packed}: groups of eight packed levels, or a run of one. */
  private void header() {
    int header = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = encoded.get();
      header |= (part & 0x7F) << shift;
      if (part >= 0) {
        break;
      }
      if (shift >= 28) {
        throw new IllegalArgumentException("a run of levels has no length");
      }
    }
    if ((header & 1) == 0) {
      same = header >>> 1;
      value = encoded.get() & 0xFF;
    } else {
      packed = Math.multiplyExact(header >>> 1, 8);
      bits = 0;
      bitsLeft = 0;
    }
  }
}
