package io.anchorage.signal.codec;

import java.awt.image.Raster;

/**
 * The rows of a JPEG's components at full size.
 *
 * <p>The JDK's libjpeg repeats rows of chroma that is halved in height alone (4:4:0);
 * libjpeg-turbo, and with it everybody else, weighs them 3 to 1 as both do in all other directions.
 * That is done here, from the repeated rows.
 */
final class JpegRows {
  private final Raster components;
  private final boolean[] halved;
  private final int[] row;
  private final int[] beside;
  private int y;

  JpegRows(Raster components, JpegSegments segments) {
    this.components = components;
    this.halved = segments.halvedInHeightAlone();
    this.row = new int[components.getWidth() * halved.length];
    this.beside = new int[row.length];
  }

  /** The next row, [width][component]; overwritten by the one after it. */
  int[] next() {
    int width = components.getWidth();
    components.getPixels(0, y, width, 1, row);
    int other = Math.max(0, Math.min(components.getHeight() - 1, y % 2 == 0 ? y - 1 : y + 1));
    boolean read = false;
    for (int c = 0; c < halved.length; c++) {
      if (!halved[c]) {
        continue;
      }
      if (!read) {
        components.getPixels(0, other, width, 1, beside);
        read = true;
      }
      int bias = y % 2 == 0 ? 1 : 2;
      for (int i = c; i < row.length; i += halved.length) {
        row[i] = (3 * row[i] + beside[i] + bias) >> 2;
      }
    }
    y++;
    return row;
  }
}
