package io.anchorage.learn.cnn;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;

/** The network's input: an image's pixels scaled to 0 .. 1 on a canvas of zeros. */
public final class Canvas {
  private Canvas() {}

  /**
   * Centres an image on the canvas; an odd margin is larger below and on the right.
   *
   * @param raster of the network's size and channels
   * @return [channels][side * side], in 0 .. 1
   * @throws BadImageException in one line, if the image has another size or number of channels
   */
  public static float[] of(AllCnnConfig config, Raster raster) throws BadImageException {
    int image = config.image();
    if (raster.height() != image
        || raster.width() != image
        || raster.channels() != config.inputs()) {
      throw new BadImageException(
          "image is %dx%d with %d channels, the network takes %dx%d with %d"
              .formatted(
                  raster.width(),
                  raster.height(),
                  raster.channels(),
                  image,
                  image,
                  config.inputs()));
    }
    int side = config.side();
    int margin = (side - image) / 2;
    float peak = raster.peak();
    float[] canvas = new float[config.inputs() * side * side];
    for (int c = 0; c < config.inputs(); c++) {
      for (int row = 0; row < image; row++) {
        int at = (c * side + row + margin) * side + margin;
        for (int column = 0; column < image; column++) {
          canvas[at + column] = raster.sample(row, column, c) / peak;
        }
      }
    }
    return canvas;
  }
}
