package io.anchorage.jobs.allcnn.maps;

import java.awt.image.BufferedImage;

/** The first three channels of a feature map as red, green and blue. */
final class MapPicture {
  private static final int CHANNELS = 3;

  private MapPicture() {}

  /**
   * Draws a map.
   *
   * @param values [channels][height * width]; with fewer than three channels the first is grey
   * @param white what is drawn as full brightness; 0 and below is black
   */
  static BufferedImage of(float[] values, int height, int width, float white) {
    int points = height * width;
    boolean colour = values.length >= CHANNELS * points;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < points; p++) {
      int red = level(values[p], white);
      int green = colour ? level(values[points + p], white) : red;
      int blue = colour ? level(values[2 * points + p], white) : red;
      picture.setRGB(p % width, p / width, red << 16 | green << 8 | blue);
    }
    return picture;
  }

  /**
   * The largest value of the channels that are drawn, but at least a quarter of the map's largest,
   * so that channels in which nothing is stay dark; 1 if no value is above 0.
   */
  static float white(float[] values, int points) {
    float drawn = 0;
    float largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, values[i]);
      drawn = i < CHANNELS * points ? largest : drawn;
    }
    return largest > 0 ? Math.max(drawn, largest / 4) : 1;
  }

  private static int level(float value, float white) {
    return Math.round(255 * Math.max(0, Math.min(1, value / white)));
  }
}
