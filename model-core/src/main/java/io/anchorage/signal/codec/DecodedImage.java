package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.IOException;

/**
 * Turns what an ImageIO reader returns into a {@link Raster}. Samples are taken from the image's
 * raster, never through a colour space.
 */
final class DecodedImage {
  private DecodedImage() {}

  /**
   * @param header has the channels and bits that the image must have; an alpha channel that is not
   *     in the header is dropped
   */
  static Raster raster(BufferedImage image, ImageHeader header)
      throws IOException, BadImageException {
    if (image.getColorModel() instanceof IndexColorModel colours) {
      return indexed(image, colours);
    }
    checkLayout(image.getColorModel(), header);
    int height = image.getHeight();
    int width = image.getWidth();
    int channels = header.channels();
    int bands = image.getRaster().getNumBands();
    char[] samples = new char[height * width * channels];
    int[] row = new int[width * bands];
    int to = 0;
    for (int y = 0; y < height; y++) {
      image.getRaster().getPixels(0, y, width, 1, row);
      for (int from = 0; from < row.length; from += bands) {
        for (int c = 0; c < channels; c++) {
          samples[to++] = (char) row[from + c];
        }
      }
    }
    return new Raster(height, width, channels, header.bits(), samples);
  }

  private static void checkLayout(ColorModel model, ImageHeader header) throws IOException {
    for (int bits : model.getComponentSize()) {
      if (bits != header.bits()) {
        throw new IOException(
            "it has samples of " + bits + " bits where its header says " + header.bits());
      }
    }
    boolean asSaid = model.getNumComponents() == header.channels();
    boolean alphaTooMany = model.hasAlpha() && model.getNumComponents() == header.channels() + 1;
    if (!asSaid && !alphaTooMany) {
      throw new IOException(
          "it has "
              + model.getNumComponents()
              + " channels where its header says "
              + header.channels());
    }
    if (model.isAlphaPremultiplied() && asSaid && model.hasAlpha()) {
      throw new IOException("its colours are multiplied by their alpha");
    }
  }

  /** An image of cyan, magenta, yellow and black as RGB. */
  static Raster inks(BufferedImage image) throws IOException {
    int height = image.getHeight();
    int width = image.getWidth();
    int bands = image.getRaster().getNumBands();
    if (bands != 4) {
      throw new IOException("it has " + bands + " channels where its header says CMYK");
    }
    char[] samples = new char[height * width * 3];
    int[] row = new int[width * bands];
    int to = 0;
    for (int y = 0; y < height; y++) {
      image.getRaster().getPixels(0, y, width, 1, row);
      for (int from = 0; from < row.length; from += bands) {
        for (int c = 0; c < 3; c++) {
          samples[to++] = Inks.printed(row[from + c], row[from + 3]);
        }
      }
    }
    return new Raster(height, width, 3, 8, samples);
  }

  private static Raster indexed(BufferedImage image, IndexColorModel colours)
      throws BadImageException {
    int[] rgb = new int[3 * colours.getMapSize()];
    for (int i = 0; i < colours.getMapSize(); i++) {
      rgb[3 * i] = colours.getRed(i);
      rgb[3 * i + 1] = colours.getGreen(i);
      rgb[3 * i + 2] = colours.getBlue(i);
    }
    Palette palette = new Palette(rgb, null);
    return indexed(image, palette);
  }

  /** An image of indices with the colours of a palette. */
  static Raster indexed(BufferedImage image, Palette palette) throws BadImageException {
    int height = image.getHeight();
    int width = image.getWidth();
    char[] samples = new char[height * width * palette.channels()];
    int[] row = new int[width];
    int to = 0;
    for (int y = 0; y < height; y++) {
      image.getRaster().getPixels(0, y, width, 1, row);
      for (int index : row) {
        palette.put(index, samples, to);
        to += palette.channels();
      }
    }
    return new Raster(height, width, palette.channels(), 8, samples);
  }
}
