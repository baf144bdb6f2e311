package io.anchorage.jobs.report;

import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;

/** Converts between pixels and Java2D pictures: RGB with 8 bits per channel. */
public final class FieldImage {
  private static final int CHANNELS = 3;

  private FieldImage() {}

  /**
   * Returns pixels as a picture. Three channels are shown as RGB; with any other number, the first
   * channel is shown as grey.
   */
  public static BufferedImage of(Raster raster) {
    int height = raster.height();
    int width = raster.width();
    boolean colour = raster.channels() == CHANNELS;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = level(raster, y, x, 0);
        int green = colour ? level(raster, y, x, 1) : red;
        int blue = colour ? level(raster, y, x, 2) : red;
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  private static int level(Raster raster, int row, int column, int channel) {
    return Math.round(255f * raster.sample(row, column, channel) / raster.peak());
  }

  /** Returns the pixels of a picture: RGB with 8 bits per channel. */
  public static Raster raster(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    char[] samples = new char[width * height * CHANNELS];
    for (int p = 0; p < width * height; p++) {
      int rgb = picture.getRGB(p % width, p / width);
      samples[CHANNELS * p] = (char) (rgb >> 16 & 0xFF);
      samples[CHANNELS * p + 1] = (char) (rgb >> 8 & 0xFF);
      samples[CHANNELS * p + 2] = (char) (rgb & 0xFF);
    }
    return new Raster(height, width, CHANNELS, 8, samples);
  }
}
