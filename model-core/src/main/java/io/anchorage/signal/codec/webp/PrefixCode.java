package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;

/** One prefix code of a lossless picture (RFC 9649, section 3.7.2). */
final class PrefixCode {
  private static final int LONGEST = 15;
  private static final int TABLE_BITS = 7;
  private static final int[] ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  /** How many symbols have a code of each length. */
  private final int[] counts = new int[LONGEST + 1];

  /** Those that have one, by length and value. */
  private final short[] symbols;

  /** Of the next bits: symbol and length of the code that they begin with, 0 if it is longer. */
  private final int[] table;

  private final int tableBits;

  private PrefixCode(int[] lengths) throws BadImageException {
    int used = 0;
    int longest = 0;
    for (int length : lengths) {
      counts[length]++;
      used += length > 0 ? 1 : 0;
      longest = Math.max(longest, length);
    }
    counts[0] = 0;
    symbols = new short[used];
    int[] next = new int[LONGEST + 2];
    int left = 1;
    for (int length = 1; length <= LONGEST; length++) {
      next[length + 1] = next[length] + counts[length];
      left = 2 * left - counts[length];
      if (left < 0) {
        break;
      }
    }
    if (used == 0 || (used > 1 && left != 0)) {
      throw new BadImageException("WEBP image is damaged: a prefix code is not complete");
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[next[lengths[symbol]]++] = (short) symbol;
      }
    }
    tableBits = used == 1 ? 0 : Math.min(longest, TABLE_BITS);
    table = new int[1 << tableBits];
    for (int bits = 0; bits < table.length && used > 1; bits++) {
      table[bits] = search(bits, tableBits);
    }
  }

  /** The symbol of the code that some bits begin with, and its length; 0 if they are too few. */
  private int search(int bits, int most) {
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= most; length++) {
      code |= bits >> (length - 1) & 1;
      if (code - first < counts[length]) {
        return symbols[index + code - first] << 4 | length;
      }
      index += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    return 0;
  }

  /** The next symbol. */
  int symbol(BitReader in) throws BadImageException {
    if (symbols.length == 1) {
      return symbols[0];
    }
    int bits = in.peek();
    int found = table[bits & (1 << tableBits) - 1];
    if (found == 0) {
      found = search(bits, LONGEST);
    }
    in.take(found & 0xF);
    return found >> 4;
  }

  /**
   * Reads a code.
   *
   * @param alphabet the number of symbols
   */
  static PrefixCode read(BitReader in, int alphabet) throws BadImageException {
    int[] lengths = in.flag() ? simple(in, alphabet) : normal(in, alphabet);
    return new PrefixCode(lengths);
  }

  private static int[] simple(BitReader in, int alphabet) throws BadImageException {
    int[] lengths = new int[alphabet];
    boolean two = in.flag();
    int first = in.read(in.flag() ? 8 : 1);
    int second = two ? in.read(8) : first;
    if (Math.max(first, second) >= alphabet) {
      throw new BadImageException("WEBP image is damaged: a prefix code has an unknown symbol");
    }
    lengths[first] = 1;
    lengths[second] = 1;
    return lengths;
  }

  private static int[] normal(BitReader in, int alphabet) throws BadImageException {
    int[] codeLengths = new int[ORDER.length];
    int given = 4 + in.read(4);
    for (int i = 0; i < given; i++) {
      codeLengths[ORDER[i]] = in.read(3);
    }
    PrefixCode code = new PrefixCode(codeLengths);
    int most = alphabet;
    if (in.flag()) {
      most = 2 + in.read(2 + 2 * in.read(3));
      if (most > alphabet) {
        throw new BadImageException("WEBP image is damaged: a prefix code has too many symbols");
      }
    }
    int[] lengths = new int[alphabet];
    int previous = 8;
    int symbol = 0;
    while (symbol < alphabet && most-- > 0) {
      int length = code.symbol(in);
      if (length <= LONGEST) {
        lengths[symbol++] = length;
        previous = length == 0 ? previous : length;
        continue;
      }
      int repeats =
          switch (length) {
            case 16 -> 3 + in.read(2);
            case 17 -> 3 + in.read(3);
            default -> 11 + in.read(7);
          };
      if (symbol + repeats > alphabet) {
        throw new BadImageException("WEBP image is damaged: a prefix code has too many symbols");
      }
      for (int i = 0; i < repeats; i++) {
        lengths[symbol++] = length == 16 ? previous : 0;
      }
    }
    return lengths;
  }
}
