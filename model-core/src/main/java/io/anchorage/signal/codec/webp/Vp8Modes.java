package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;
import java.util.Arrays;

/**
 * How each macroblock is predicted (RFC 6386, sections 9.3, 10, 11 and 19.3), read in the order of
 * the macroblocks.
 */
final class Vp8Modes {
  static final int DC = 0;
  static final int VERTICAL = 1;
  static final int HORIZONTAL = 2;
  static final int TRUE_MOTION = 3;

  /** The luma is predicted by subblocks, each with a mode of its own. */
  static final int SUBBLOCKS = 4;

  static final int B_DC = 0;
  static final int B_TRUE_MOTION = 1;
  static final int B_VERTICAL = 2;
  static final int B_HORIZONTAL = 3;
  static final int B_LEFT_DOWN = 4;
  static final int B_RIGHT_DOWN = 5;
  static final int B_VERTICAL_RIGHT = 6;
  static final int B_VERTICAL_LEFT = 7;
  static final int B_HORIZONTAL_DOWN = 8;
  static final int B_HORIZONTAL_UP = 9;

  private static final int B_MODES = 10;

  /** What a subblock's neighbour in a macroblock of one mode counts as. */
  private static final int[] AS_SUBBLOCK = {B_DC, B_VERTICAL, B_HORIZONTAL, B_TRUE_MOTION};

  /** Nodes come in pairs; a number that is not positive is a mode, its sign changed. */
  private static final int[] SUBBLOCK_TREE = {
    -B_DC,
    2,
    -B_TRUE_MOTION,
    4,
    -B_VERTICAL,
    6,
    8,
    12,
    -B_HORIZONTAL,
    10,
    -B_RIGHT_DOWN,
    -B_VERTICAL_RIGHT,
    -B_LEFT_DOWN,
    14,
    -B_VERTICAL_LEFT,
    16,
    -B_HORIZONTAL_DOWN,
    -B_HORIZONTAL_UP
  };

  int segment;
  boolean skipped;
  int luma;
  int chroma;

  /** Modes of the 16 subblocks, if {@code luma} is {@link #SUBBLOCKS}. */
  final int[] subblocks = new int[16];

  private final Vp8Header header;
  private final int[] above;
  private final int[] left = new int[4];

  Vp8Modes(Vp8Header header, int columns) {
    this.header = header;
    this.above = new int[4 * columns];
  }

  void startRow() {
    Arrays.fill(left, B_DC);
  }

  void read(int column) throws BadImageException {
    BoolDecoder in = header.modes;
    int[] segments = header.segmentProbabilities;
    segment = 0;
    if (header.segmentMap) {
      segment = in.bit(segments[0]) ? 2 : 0;
      segment += in.bit(segments[1 + segment / 2]) ? 1 : 0;
    }
    skipped = header.skipProbability >= 0 && in.bit(header.skipProbability);
    luma = luma(in);
    for (int i = 0; i < 16; i++) {
      int over = 4 * column + i % 4;
      int mode = luma == SUBBLOCKS ? subblock(in, above[over], left[i / 4]) : AS_SUBBLOCK[luma];
      subblocks[i] = mode;
      above[over] = mode;
      left[i / 4] = mode;
    }
    chroma = chroma(in);
  }

  private static int luma(BoolDecoder in) throws BadImageException {
    if (!in.bit(145)) {
      return SUBBLOCKS;
    }
    if (in.bit(156)) {
      return in.bit(128) ? TRUE_MOTION : HORIZONTAL;
    }
    return in.bit(163) ? VERTICAL : DC;
  }

  private static int chroma(BoolDecoder in) throws BadImageException {
    if (!in.bit(142)) {
      return DC;
    }
    if (!in.bit(114)) {
      return VERTICAL;
    }
    return in.bit(183) ? TRUE_MOTION : HORIZONTAL;
  }

  private static int subblock(BoolDecoder in, int above, int left) throws BadImageException {
    int probabilities = (above * B_MODES + left) * (B_MODES - 1);
    int node = 0;
    do {
      boolean bit = in.bit(Vp8Tables.SUBBLOCK_MODES[probabilities + node / 2]);
      node = SUBBLOCK_TREE[node + (bit ? 1 : 0)];
    } while (node > 0);
    return -node;
  }
}
