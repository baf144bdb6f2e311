package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;

/**
 * A lossy picture: one key frame of VP8 (RFC 6386). Planes are bit-exact by the RFC; how they
 * become RGB is libwebp's way, see {@link Colours}.
 */
public final class LossyImage {
  private static final int SIDE = 16;

  private final Vp8Header header;
  private final int columns;
  private final int rows;
  private final Vp8Plane y;
  private final Vp8Plane u;
  private final Vp8Plane v;
  private final Vp8Modes modes;
  private final Vp8Coefficients coefficients;
  private final int[][] factors = new int[Vp8Header.SEGMENTS][];

  /** Of each macroblock: the level of its filter, negative if its inner edges stay as they are. */
  private final byte[] levels;

  private final int[] edge = new int[13];
  private final int[] aboveRight = new int[4];

  private LossyImage(Vp8Header header) {
    this.header = header;
    columns = (header.width + SIDE - 1) / SIDE;
    rows = (header.height + SIDE - 1) / SIDE;
    y = new Vp8Plane(columns * SIDE, rows * SIDE);
    u = new Vp8Plane(columns * SIDE / 2, rows * SIDE / 2);
    v = new Vp8Plane(columns * SIDE / 2, rows * SIDE / 2);
    modes = new Vp8Modes(header, columns);
    coefficients = new Vp8Coefficients(header, columns);
    levels = new byte[columns * rows];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = header.factors(i);
    }
  }

  /**
   * Decodes a picture.
   *
   * @param bytes hold the frame from {@code from} to {@code end}
   * @return [height][width][R, G, B], 0 to 255
   * @throws BadImageException in one line, if the frame is broken or has another size
   */
  public static char[] rgb(byte[] bytes, int from, int end, int width, int height)
      throws BadImageException {
    Vp8Header header = new Vp8Header(bytes, from, end);
    if (header.width != width || header.height != height) {
      throw new BadImageException(
          "WEBP image of %dx%d is damaged: its pixels are %dx%d"
              .formatted(width, height, header.width, header.height));
    }
    LossyImage image = new LossyImage(header);
    image.reconstruct();
    image.filter();
    return Colours.rgb(image.y, image.u, image.v, width, height);
  }

  private void reconstruct() throws BadImageException {
    for (int row = 0; row < rows; row++) {
      BoolDecoder tokens = header.tokens[row % header.tokens.length];
      modes.startRow();
      coefficients.startRow();
      for (int column = 0; column < columns; column++) {
        modes.read(column);
        boolean subblocks = modes.luma == Vp8Modes.SUBBLOCKS;
        if (modes.skipped) {
          coefficients.skip(column, subblocks);
        } else {
          coefficients.read(tokens, column, subblocks, factors[modes.segment]);
        }
        luma(column, row);
        chroma(u, column, row, 16);
        chroma(v, column, row, 20);
        int level = header.level(modes.segment, subblocks);
        levels[row * columns + column] = (byte) (subblocks || coefficients.any ? level : -level);
      }
    }
  }

  private void luma(int column, int row) {
    int left = column * SIDE;
    int top = row * SIDE;
    boolean subblocks = modes.luma == Vp8Modes.SUBBLOCKS;
    if (subblocks) {
      readAboveRight(column, row);
    } else {
      Vp8Prediction.block(y, left, top, SIDE, modes.luma);
    }
    for (int i = 0; i < 16; i++) {
      int at = y.at(left + i % 4 * 4, top + i / 4 * 4);
      if (subblocks) {
        readEdge(at, i);
        Vp8Prediction.subblock(y, at, modes.subblocks[i], edge);
      }
      if (coefficients.any) {
        Vp8Transform.add(coefficients.values, 16 * i, y, at);
      }
    }
  }

  private void chroma(Vp8Plane plane, int column, int row, int firstBlock) {
    int left = column * SIDE / 2;
    int top = row * SIDE / 2;
    Vp8Prediction.block(plane, left, top, SIDE / 2, modes.chroma);
    for (int i = 0; i < 4 && coefficients.any; i++) {
      int at = plane.at(left + i % 2 * 4, top + i / 2 * 4);
      Vp8Transform.add(coefficients.values, 16 * (firstBlock + i), plane, at);
    }
  }

  /**
   * The samples above and to the right of the macroblock, which all four subblocks at its right
   * use. Right of the last macroblock its last sample above goes on.
   */
  private void readAboveRight(int column, int row) {
    int last = y.at(column * SIDE + SIDE - 1, row * SIDE - 1);
    for (int i = 0; i < aboveRight.length; i++) {
      aboveRight[i] = y.get(column == columns - 1 ? last : last + 1 + i);
    }
  }

  private void readEdge(int at, int subblock) {
    int above = at - y.stride;
    for (int i = 0; i < 4; i++) {
      edge[i] = y.get(at + (3 - i) * y.stride - 1);
      edge[5 + i] = y.get(above + i);
      edge[9 + i] = subblock % 4 == 3 ? aboveRight[i] : y.get(above + 4 + i);
    }
    edge[4] = y.get(above - 1);
  }

  private void filter() {
    Vp8LoopFilter luma = new Vp8LoopFilter(y);
    Vp8LoopFilter[] chroma = {new Vp8LoopFilter(u), new Vp8LoopFilter(v)};
    boolean simple = header.simpleFilter;
    for (int i = 0; i < levels.length; i++) {
      int level = Math.abs(levels[i]);
      if (level == 0) {
        continue;
      }
      int left = i % columns * SIDE;
      int top = i / columns * SIDE;
      boolean inner = levels[i] > 0;
      luma.filter(left, top, SIDE, level, header.sharpness, inner, simple);
      for (int c = 0; c < chroma.length && !simple; c++) {
        chroma[c].filter(left / 2, top / 2, SIDE / 2, level, header.sharpness, inner, false);
      }
    }
  }
}
