package io.anchorage.jobs.report;

import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;

/**
 * A picture fitted into a square box. Small pictures are enlarged by a whole factor so that pixels
 * stay square and sharp; large ones are shrunk by averaging.
 *
 * @param picture the picture as drawn
 * @param scale panel pixels per picture pixel
 */
public record Panel(BufferedImage picture, double scale) {

  public static Panel fit(BufferedImage picture, int box) {
    int longest = Math.max(picture.getWidth(), picture.getHeight());
    if (longest <= box) {
      int factor = box / longest;
      return new Panel(enlarged(picture, factor), factor);
    }
    double scale = (double) box / longest;
    return new Panel(shrunk(picture, scale), scale);
  }

  /** A picture for a page: large ones are shrunk into the box; small ones the browser enlarges. */
  public static Raster thumbnail(Raster pixels, int box) {
    return Math.max(pixels.height(), pixels.width()) <= box
        ? pixels
        : FieldImage.raster(fit(FieldImage.of(pixels), box).picture());
  }

  private static BufferedImage enlarged(BufferedImage picture, int factor) {
    BufferedImage large = blank(picture.getWidth() * factor, picture.getHeight() * factor);
    for (int y = 0; y < large.getHeight(); y++) {
      for (int x = 0; x < large.getWidth(); x++) {
        large.setRGB(x, y, picture.getRGB(x / factor, y / factor));
      }
    }
    return large;
  }

  /** Shrinks a picture: each new pixel is the mean of the old pixels that it covers. */
  private static BufferedImage shrunk(BufferedImage picture, double scale) {
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    BufferedImage small = blank(width, height);
    for (int y = 0; y < height; y++) {
      int top = y * picture.getHeight() / height;
      int bottom = Math.max(top + 1, (y + 1) * picture.getHeight() / height);
      for (int x = 0; x < width; x++) {
        int left = x * picture.getWidth() / width;
        int right = Math.max(left + 1, (x + 1) * picture.getWidth() / width);
        small.setRGB(x, y, mean(picture, left, right, top, bottom));
      }
    }
    return small;
  }

  private static int mean(BufferedImage picture, int left, int right, int top, int bottom) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int rgb = picture.getRGB(x, y);
        red += rgb >> 16 & 0xFF;
        green += rgb >> 8 & 0xFF;
        blue += rgb & 0xFF;
      }
    }
    long count = (long) (right - left) * (bottom - top);
    return (int) ((red / count) << 16 | (green / count) << 8 | blue / count);
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }
}
