package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;

/**
 * What a lossless picture's pixels have been changed by (RFC 9649, section 3.4), and its undoing.
 */
sealed interface Transforms {
  /** The pixels before the change. */
  int[] undo(int[] argb);

  /** Each pixel is the difference to a prediction from its neighbours. */
  final class Predictor implements Transforms {
    private static final int BLACK = 0xFF000000;

    private final int width;
    private final int bits;
    private final int[] modes;

    /**
     * @param bits tiles have {@code 2^bits} pixels a side
     * @param modes [tile], the mode in green
     */
    Predictor(int width, int bits, int[] modes) {
      this.width = width;
      this.bits = bits;
      this.modes = modes;
    }

    @Override
    public int[] undo(int[] argb) {
      int across = EntropyImage.tiles(width, bits);
      for (int i = 0; i < argb.length; i++) {
        int x = i % width;
        int y = i / width;
        int prediction;
        if (y == 0) {
          prediction = x == 0 ? BLACK : argb[i - 1];
        } else if (x == 0) {
          prediction = argb[i - width];
        } else {
          int mode = modes[(y >> bits) * across + (x >> bits)] >> 8 & 0xF;
          prediction = predict(argb, i, mode);
        }
        argb[i] = Argb.add(argb[i], prediction);
      }
      return argb;
    }

    private int predict(int[] argb, int i, int mode) {
      int left = argb[i - 1];
      int top = argb[i - width];
      int topRight = argb[i - width + 1];
      int topLeft = argb[i - width - 1];
      return switch (mode) {
        case 1 -> left;
        case 2 -> top;
        case 3 -> topRight;
        case 4 -> topLeft;
        case 5 -> Argb.mean(Argb.mean(left, topRight), top);
        case 6 -> Argb.mean(left, topLeft);
        case 7 -> Argb.mean(left, top);
        case 8 -> Argb.mean(topLeft, top);
        case 9 -> Argb.mean(top, topRight);
        case 10 -> Argb.mean(Argb.mean(left, topLeft), Argb.mean(top, topRight));
        case 11 -> Argb.select(left, top, topLeft);
        case 12 -> Argb.addDifference(left, top, topLeft);
        case 13 -> Argb.addHalfDifference(Argb.mean(left, top), topLeft);
        default -> BLACK;
      };
    }
  }

  /** Red and blue are the differences to multiples of the other channels. */
  final class CrossColour implements Transforms {
    private final int width;
    private final int bits;
    private final int[] factors;

    /**
     * @param bits tiles have {@code 2^bits} pixels a side
     * @param factors [tile], of green to red in blue, of green to blue in green, of red to blue in
     *     red
     */
    CrossColour(int width, int bits, int[] factors) {
      this.width = width;
      this.bits = bits;
      this.factors = factors;
    }

    @Override
    public int[] undo(int[] argb) {
      int across = EntropyImage.tiles(width, bits);
      for (int i = 0; i < argb.length; i++) {
        int factor = factors[((i / width) >> bits) * across + (i % width >> bits)];
        int colour = argb[i];
        int red = (colour >> 16) + part(factor, colour >> 8) & 0xFF;
        int blue = colour + part(factor >> 8, colour >> 8) + part(factor >> 16, red) & 0xFF;
        argb[i] = (colour & 0xFF00FF00) | red << 16 | blue;
      }
      return argb;
    }

    private static int part(int factor, int channel) {
      return ((byte) factor * (byte) channel) >> 5;
    }
  }

  /** Green has been subtracted from red and blue. */
  record SubtractGreen() implements Transforms {
    @Override
    public int[] undo(int[] argb) {
      for (int i = 0; i < argb.length; i++) {
        int green = argb[i] >> 8 & 0xFF;
        argb[i] = Argb.add(argb[i], green << 16 | green);
      }
      return argb;
    }
  }

  /** Green is an index into a table; several indices may share a pixel. */
  final class Indexing implements Transforms {
    private final int width;
    private final int height;
    private final int bits;
    private final int[] colours;

    private Indexing(int width, int height, int[] colours) {
      this.width = width;
      this.height = height;
      this.colours = colours;
      // So few colours that 8, 4 or 2 indices share a pixel.
      this.bits = colours.length <= 2 ? 3 : colours.length <= 4 ? 2 : colours.length <= 16 ? 1 : 0;
    }

    /** Reads the table of colours. */
    static Indexing read(BitReader in, int width, int height) throws BadImageException {
      int size = in.read(8) + 1;
      int[] colours = EntropyImage.read(in, size, 1, false);
      for (int i = 1; i < size; i++) {
        colours[i] = Argb.add(colours[i], colours[i - 1]);
      }
      return new Indexing(width, height, colours);
    }

    int packedWidth() {
      return EntropyImage.tiles(width, bits);
    }

    @Override
    public int[] undo(int[] packed) {
      int[] argb = bits == 0 ? packed : new int[width * height];
      int across = packedWidth();
      int share = Byte.SIZE >> bits;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int green = packed[y * across + (x >> bits)] >> 8 & 0xFF;
          int place = (x & (1 << bits) - 1) * share;
          int index = green >> place & (1 << share) - 1;
          argb[y * width + x] = index < colours.length ? colours[index] : 0;
        }
      }
      return argb;
    }
  }
}
