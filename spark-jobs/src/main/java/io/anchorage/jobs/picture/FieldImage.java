package io.anchorage.jobs.picture;

import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.awt.image.BufferedImage;

/** Turns a field's values back into a picture of 8 bits a channel. */
final class FieldImage {
  private FieldImage() {}

  /**
   * The picture of values on an image grid. Three channels are taken for RGB; of any other number
   * the first is shown as grey.
   *
   * @param values [channels][grid points], channel-major, normalised
   */
  static BufferedImage of(float[] values, Grid grid, Normalisation normalisation) {
    if (grid.dimensions() != 2) {
      throw new IllegalArgumentException("Only images can be drawn: " + grid.extents());
    }
    int height = grid.extent(0);
    int width = grid.extent(1);
    boolean colour = normalisation.channels() == 3;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int points = grid.points();
    for (int p = 0; p < points; p++) {
      int red = level(normalisation, 0, values[p]);
      int green = colour ? level(normalisation, 1, values[points + p]) : red;
      int blue = colour ? level(normalisation, 2, values[2 * points + p]) : red;
      picture.setRGB(p % width, p / width, red << 16 | green << 8 | blue);
    }
    return picture;
  }

  private static int level(Normalisation normalisation, int channel, float value) {
    float unit = normalisation.toUnit(channel, value);
    return Math.round(255 * Math.max(0f, Math.min(1f, unit)));
  }
}
