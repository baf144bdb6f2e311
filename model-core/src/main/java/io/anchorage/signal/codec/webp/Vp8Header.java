package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;

/** The header of a key frame (RFC 6386, sections 9.1 to 9.6 and 9.9 to 9.11). */
final class Vp8Header {
  static final int SEGMENTS = 4;

  private static final int UNCOMPRESSED = 10;
  private static final int LAST_QUANTISER = 127;
  private static final int LAST_LEVEL = 63;

  final int width;
  final int height;

  /** Whether each macroblock says which segment it belongs to; else all belong to the first. */
  boolean segmentMap;

  final int[] segmentProbabilities = {255, 255, 255};
  boolean simpleFilter;
  int filterLevel;
  int sharpness;

  /** Probability that a macroblock has coefficients, or -1 if none says whether it has. */
  int skipProbability = -1;

  final int[] tokenProbabilities = Vp8Tables.TOKENS.clone();

  /** The first partition, read up to the modes of the first macroblock. */
  final BoolDecoder modes;

  /** The partitions with coefficients; rows of macroblocks take turns. */
  final BoolDecoder[] tokens;

  private boolean segmented;
  private boolean absolute;
  private final int[] segmentQuantisers = new int[SEGMENTS];
  private final int[] segmentLevels = new int[SEGMENTS];
  private int intraDelta;
  private int subblockDelta;
  private int quantiser;

  /** Of the luma DC, the DC and AC of its DCs, and the chroma DC and AC. */
  private final int[] quantiserDeltas = new int[5];

  Vp8Header(byte[] bytes, int from, int end) throws BadImageException {
    if (end - from < UNCOMPRESSED) {
      throw truncated();
    }
    int tag = u8(bytes, from) | u16(bytes, from + 1) << 8;
    boolean startCode =
        u8(bytes, from + 3) == 0x9D && u8(bytes, from + 4) == 0x01 && u8(bytes, from + 5) == 0x2A;
    if ((tag & 1) != 0 || (tag >> 1 & 7) > 3 || !startCode) {
      throw new BadImageException("WEBP image is damaged: it does not begin with a VP8 key frame");
    }
    width = u16(bytes, from + 6) & 0x3FFF;
    height = u16(bytes, from + 8) & 0x3FFF;
    int first = from + UNCOMPRESSED;
    int second = first + (tag >> 5);
    if (second > end) {
      throw truncated();
    }
    modes = new BoolDecoder(bytes, first, second);
    modes.literal(2);
    readSegments();
    readFilter();
    tokens = partitions(bytes, second, end, 1 << modes.literal(2));
    readQuantisers();
    modes.flag();
    readProbabilities();
  }

  private void readSegments() throws BadImageException {
    segmented = modes.flag();
    if (!segmented) {
      return;
    }
    segmentMap = modes.flag();
    if (modes.flag()) {
      absolute = modes.flag();
      for (int i = 0; i < SEGMENTS; i++) {
        segmentQuantisers[i] = modes.optional(7);
      }
      for (int i = 0; i < SEGMENTS; i++) {
        segmentLevels[i] = modes.optional(6);
      }
    }
    if (segmentMap) {
      for (int i = 0; i < segmentProbabilities.length; i++) {
        segmentProbabilities[i] = modes.flag() ? modes.literal(8) : 255;
      }
    }
  }

  private void readFilter() throws BadImageException {
    simpleFilter = modes.flag();
    filterLevel = modes.literal(6);
    sharpness = modes.literal(3);
    boolean adjusted = modes.flag();
    if (adjusted && modes.flag()) {
      for (int i = 0; i < 8; i++) {
        int delta = modes.optional(6);
        if (i == 0) {
          intraDelta = delta;
        } else if (i == 4) {
          subblockDelta = delta;
        }
      }
    }
  }

  private static BoolDecoder[] partitions(byte[] bytes, int from, int end, int count)
      throws BadImageException {
    BoolDecoder[] partitions = new BoolDecoder[count];
    int at = from + 3 * (count - 1);
    if (at >= end) {
      throw truncated();
    }
    for (int i = 0; i < count; i++) {
      int size = from + 3 * i;
      int next = i == count - 1 ? end : at + (u8(bytes, size) | u16(bytes, size + 1) << Byte.SIZE);
      next = Math.min(next, end);
      partitions[i] = new BoolDecoder(bytes, at, next);
      at = next;
    }
    return partitions;
  }

  private void readQuantisers() throws BadImageException {
    quantiser = modes.literal(7);
    for (int i = 0; i < quantiserDeltas.length; i++) {
      quantiserDeltas[i] = modes.optional(4);
    }
  }

  private void readProbabilities() throws BadImageException {
    for (int i = 0; i < tokenProbabilities.length; i++) {
      if (modes.bit(Vp8Tables.UPDATES[i])) {
        tokenProbabilities[i] = modes.literal(8);
      }
    }
    if (modes.flag()) {
      skipProbability = modes.literal(8);
    }
  }

  /**
   * The factors of a segment's coefficients: the DC and AC of luma, of the luma's DCs, and of
   * chroma (section 14.1).
   */
  int[] factors(int segment) {
    int base = quantiser;
    if (segmented) {
      base = segmentQuantisers[segment] + (absolute ? 0 : quantiser);
    }
    return new int[] {
      Vp8Tables.DC[index(base + quantiserDeltas[0])],
      Vp8Tables.AC[index(base)],
      2 * Vp8Tables.DC[index(base + quantiserDeltas[1])],
      Math.max(8, Vp8Tables.AC[index(base + quantiserDeltas[2])] * 155 / 100),
      Math.min(132, Vp8Tables.DC[index(base + quantiserDeltas[3])]),
      Vp8Tables.AC[index(base + quantiserDeltas[4])]
    };
  }

  /** The level of the loop filter for macroblocks of a segment (section 9.6); 0 for none. */
  int level(int segment, boolean subblocks) {
    if (filterLevel == 0) {
      return 0;
    }
    int level = filterLevel;
    if (segmented) {
      level = segmentLevels[segment] + (absolute ? 0 : filterLevel);
    }
    level += intraDelta + (subblocks ? subblockDelta : 0);
    return Math.max(0, Math.min(LAST_LEVEL, level));
  }

  private static int index(int quantiser) {
    return Math.max(0, Math.min(LAST_QUANTISER, quantiser));
  }

  static BadImageException truncated() {
    return new BadImageException("WEBP image is truncated: its pixel data end within a header");
  }

  private static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  private static int u16(byte[] bytes, int at) {
    return u8(bytes, at) | u8(bytes, at + 1) << Byte.SIZE;
  }
}
