package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;
import java.util.Arrays;

/**
 * The coefficients of one macroblock, read in the order of the macroblocks and multiplied by their
 * factors (RFC 6386, sections 13 and 14.1).
 */
final class Vp8Coefficients {
  static final int BLOCKS = 24;

  private static final int BLOCK = 16;
  private static final int LUMA_AFTER_DC = 0;
  private static final int LUMA_DC = 1;
  private static final int CHROMA = 2;
  private static final int LUMA = 3;
  private static final int[] BAND = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7};
  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};

  /** Section 13.2: the least value and the probabilities of the extra bits of each category. */
  private static final int[] LEAST = {5, 7, 11, 19, 35, 67};

  private static final int[][] EXTRA = {
    {159},
    {165, 145},
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
  };

  /** Of each block, a flag for its left or upper neighbour: 4 luma, 2 U, 2 V, 1 luma DCs. */
  private static final int FLAGS = 9;

  private static final int DC_FLAG = 8;

  /** [16 luma, 4 U and 4 V blocks][4][4]. */
  final int[] values = new int[BLOCKS * BLOCK];

  /** Whether any coefficient of the macroblock is coded. */
  boolean any;

  private final int[] probabilities;
  private final boolean[] above;
  private final boolean[] left = new boolean[FLAGS];
  private final int[] lumaDcs = new int[BLOCK];

  Vp8Coefficients(Vp8Header header, int columns) {
    this.probabilities = header.tokenProbabilities;
    this.above = new boolean[FLAGS * columns];
  }

  void startRow() {
    Arrays.fill(left, false);
  }

  /** A macroblock without coefficients. */
  void skip(int column, boolean subblocks) {
    any = false;
    Arrays.fill(values, 0);
    int flags = subblocks ? DC_FLAG : FLAGS;
    Arrays.fill(left, 0, flags, false);
    Arrays.fill(above, FLAGS * column, FLAGS * column + flags, false);
  }

  /**
   * @param subblocks whether each luma block has its own DC
   * @param factors see {@link Vp8Header#factors}
   */
  void read(BoolDecoder in, int column, boolean subblocks, int[] factors) throws BadImageException {
    any = false;
    Arrays.fill(values, 0);
    int over = FLAGS * column;
    if (!subblocks) {
      Arrays.fill(lumaDcs, 0);
      int context = (left[DC_FLAG] ? 1 : 0) + (above[over + DC_FLAG] ? 1 : 0);
      int count = block(in, LUMA_DC, context, 0, factors[2], factors[3], lumaDcs, 0);
      left[DC_FLAG] = count > 0;
      above[over + DC_FLAG] = count > 0;
      Vp8Transform.lumaDcs(lumaDcs, values);
    }
    int first = subblocks ? 0 : 1;
    int type = subblocks ? LUMA : LUMA_AFTER_DC;
    for (int i = 0; i < 16; i++) {
      plane(in, i, i / 4, over + i % 4, type, first, factors[0], factors[1]);
    }
    for (int i = 16; i < BLOCKS; i++) {
      int plane = 4 + (i - 16) / 4 * 2;
      plane(in, i, plane + i % 4 / 2, over + plane + i % 2, CHROMA, 0, factors[4], factors[5]);
    }
  }

  private void plane(
      BoolDecoder in, int number, int leftFlag, int aboveFlag, int type, int first, int dc, int ac)
      throws BadImageException {
    int context = (left[leftFlag] ? 1 : 0) + (above[aboveFlag] ? 1 : 0);
    int count = block(in, type, context, first, dc, ac, values, number * BLOCK);
    left[leftFlag] = count > first;
    above[aboveFlag] = count > first;
    any |= count > 1 || values[number * BLOCK] != 0;
  }

  /** Reads one block; gives the place after its last token. */
  private int block(
      BoolDecoder in, int type, int context, int first, int dc, int ac, int[] out, int to)
      throws BadImageException {
    int n = first;
    int node = Vp8Tables.nodes(type, BAND[n], context);
    while (in.bit(probabilities[node])) {
      while (!in.bit(probabilities[node + 1])) {
        if (++n == BLOCK) {
          return BLOCK;
        }
        node = Vp8Tables.nodes(type, BAND[n], 0);
      }
      boolean large = in.bit(probabilities[node + 2]);
      int size = large ? large(in, node) : 1;
      int factor = n == 0 ? dc : ac;
      out[to + ZIGZAG[n]] = (short) ((in.flag() ? -size : size) * factor);
      if (++n == BLOCK) {
        return BLOCK;
      }
      node = Vp8Tables.nodes(type, BAND[n], large ? 2 : 1);
    }
    return n;
  }

  private int large(BoolDecoder in, int node) throws BadImageException {
    if (!in.bit(probabilities[node + 3])) {
      if (!in.bit(probabilities[node + 4])) {
        return 2;
      }
      return in.bit(probabilities[node + 5]) ? 4 : 3;
    }
    int category;
    if (!in.bit(probabilities[node + 6])) {
      category = in.bit(probabilities[node + 7]) ? 1 : 0;
    } else if (!in.bit(probabilities[node + 8])) {
      category = in.bit(probabilities[node + 9]) ? 3 : 2;
    } else {
      category = in.bit(probabilities[node + 10]) ? 5 : 4;
    }
    int extra = 0;
    for (int probability : EXTRA[category]) {
      extra = extra << 1 | (in.bit(probability) ? 1 : 0);
    }
    return LEAST[category] + extra;
  }
}
