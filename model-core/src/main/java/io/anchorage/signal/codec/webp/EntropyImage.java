package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;

/**
 * Pixels stored by prefix codes, copies of earlier pixels and a cache of colours (RFC 9649,
 * sections 3.5 to 3.7).
 */
final class EntropyImage {
  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int MOST_CACHE_BITS = 11;
  private static final int CACHE_FACTOR = 0x1E35A7BD;

  /** Section 3.5.2: where distances 1 to 120 lie, as columns to the left and rows up. */
  private static final int[] NEAR = {
    0, 1, 1, 0, 1, 1, -1, 1, 0, 2, 2, 0, 1, 2, -1, 2, 2, 1, -2, 1, 2, 2, -2, 2, 0, 3, 3, 0, 1, 3,
    -1, 3, 3, 1, -3, 1, 2, 3, -2, 3, 3, 2, -3, 2, 0, 4, 4, 0, 1, 4, -1, 4, 4, 1, -4, 1, 3, 3, -3, 3,
    2, 4, -2, 4, 4, 2, -4, 2, 0, 5, 3, 4, -3, 4, 4, 3, -4, 3, 5, 0, 1, 5, -1, 5, 5, 1, -5, 1, 2, 5,
    -2, 5, 5, 2, -5, 2, 4, 4, -4, 4, 3, 5, -3, 5, 5, 3, -5, 3, 0, 6, 6, 0, 1, 6, -1, 6, 6, 1, -6, 1,
    2, 6, -2, 6, 6, 2, -6, 2, 4, 5, -4, 5, 5, 4, -5, 4, 3, 6, -3, 6, 6, 3, -6, 3, 0, 7, 7, 0, 1, 7,
    -1, 7, 5, 5, -5, 5, 7, 1, -7, 1, 4, 6, -4, 6, 6, 4, -6, 4, 2, 7, -2, 7, 7, 2, -7, 2, 3, 7, -3,
    7, 7, 3, -7, 3, 5, 6, -5, 6, 6, 5, -6, 5, 8, 0, 4, 7, -4, 7, 7, 4, -7, 4, 8, 1, 8, 2, 6, 6, -6,
    6, 8, 3, 5, 7, -5, 7, 7, 5, -7, 5, 8, 4, 6, 7, -6, 7, 7, 6, -7, 6, 8, 5, 7, 7, -7, 7, 8, 6, 8, 7
  };

  private final BitReader in;
  private final int width;
  private final int[] argb;

  /** Null if there is none. */
  private int[] cache;

  private int cacheBits;

  /** Which codes the tiles of the image use; null if all use the first. */
  private int[] tiles;

  private int tileBits;
  private int tilesAcross;

  /** Of each group: green, lengths and cache; red; blue; alpha; distances. */
  private PrefixCode[][] codes;

  private EntropyImage(BitReader in, int width, int height) {
    this.in = in;
    this.width = width;
    this.argb = new int[Math.multiplyExact(width, height)];
  }

  /**
   * Reads an image.
   *
   * @param main whether it is the picture itself, whose parts may have codes of their own
   * @return [height][width], ARGB
   */
  static int[] read(BitReader in, int width, int height, boolean main) throws BadImageException {
    EntropyImage image = new EntropyImage(in, width, height);
    image.readCache();
    image.readCodes(main && in.flag());
    image.readPixels();
    return image.argb;
  }

  private void readCache() throws BadImageException {
    if (in.flag()) {
      cacheBits = in.read(4);
      if (cacheBits < 1 || cacheBits > MOST_CACHE_BITS) {
        throw damaged("its colour cache has 2^" + cacheBits + " entries");
      }
      cache = new int[1 << cacheBits];
    }
  }

  private void readCodes(boolean several) throws BadImageException {
    int groups = 1;
    boolean[] used = {true};
    if (several) {
      tileBits = 2 + in.read(3);
      tilesAcross = tiles(width, tileBits);
      tiles = read(in, tilesAcross, tiles(argb.length / width, tileBits), false);
      for (int i = 0; i < tiles.length; i++) {
        tiles[i] = tiles[i] >> 8 & 0xFFFF;
        groups = Math.max(groups, tiles[i] + 1);
      }
      used = new boolean[groups];
      for (int tile : tiles) {
        used[tile] = true;
      }
    }
    int cached = cache == null ? 0 : cache.length;
    int[] alphabets = {LITERALS + LENGTHS + cached, LITERALS, LITERALS, LITERALS, DISTANCES};
    codes = new PrefixCode[groups][];
    for (int i = 0; i < groups; i++) {
      PrefixCode[] group = new PrefixCode[alphabets.length];
      for (int k = 0; k < group.length; k++) {
        group[k] = PrefixCode.read(in, alphabets[k]);
      }
      codes[i] = used[i] ? group : null;
    }
  }

  /** How many tiles of {@code 2^bits} pixels a side has. */
  static int tiles(int side, int bits) {
    return (side + (1 << bits) - 1) >> bits;
  }

  private void readPixels() throws BadImageException {
    int at = 0;
    while (at < argb.length) {
      PrefixCode[] group = codes[tiles == null ? 0 : tile(at)];
      int green = group[0].symbol(in);
      if (green < LITERALS) {
        int red = group[1].symbol(in);
        int blue = group[2].symbol(in);
        int alpha = group[3].symbol(in);
        put(at++, alpha << 24 | red << 16 | green << 8 | blue);
      } else if (green < LITERALS + LENGTHS) {
        int length = number(green - LITERALS);
        int distance = distance(number(group[4].symbol(in)));
        if (distance > at || length > argb.length - at) {
          throw damaged("it repeats pixels that are not there");
        }
        for (int i = 0; i < length; i++) {
          put(at, argb[at - distance]);
          at++;
        }
      } else {
        put(at++, cache[green - LITERALS - LENGTHS]);
      }
    }
  }

  private int tile(int at) {
    return tiles[((at / width) >> tileBits) * tilesAcross + (at % width >> tileBits)];
  }

  private void put(int at, int colour) {
    argb[at] = colour;
    if (cache != null) {
      cache[(CACHE_FACTOR * colour) >>> (Integer.SIZE - cacheBits)] = colour;
    }
  }

  /** A length or distance of at least 1: its symbol and some more bits (section 3.5.2). */
  private int number(int symbol) throws BadImageException {
    if (symbol < 4) {
      return symbol + 1;
    }
    int extra = (symbol - 2) >> 1;
    return ((2 + (symbol & 1)) << extra) + in.read(extra) + 1;
  }

  private int distance(int number) {
    int near = NEAR.length / 2;
    if (number > near) {
      return number - near;
    }
    return Math.max(1, NEAR[2 * number - 2] + NEAR[2 * number - 1] * width);
  }

  private static BadImageException damaged(String why) {
    return new BadImageException("WEBP image is damaged: " + why);
  }
}
