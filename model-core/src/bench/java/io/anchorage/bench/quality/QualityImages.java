package io.anchorage.bench.quality;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Images with values in [0, 1].
 *
 * @param images in the order in which they are fitted
 */
record QualityImages(List<Signal> images) {
  QualityImages {
    images = List.copyOf(images);
  }

  /** A photograph, as it is. */
  static QualityImages photograph(Path file) {
    BufferedImage picture = read(file);
    return new QualityImages(
        List.of(crop(picture, "photograph", 0, 0, picture.getHeight(), picture.getWidth())));
  }

  /** Random square crops of a photograph. */
  static QualityImages crops(Path file, int side, int count) {
    BufferedImage picture = read(file);
    Philox random = new Philox(side);
    List<Signal> crops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int row = random.below(2L * i, picture.getHeight() - side + 1);
      int column = random.below(2L * i + 1, picture.getWidth() - side + 1);
      crops.add(crop(picture, "crop/" + i, row, column, side, side));
    }
    return new QualityImages(crops);
  }

  /** Signals of any range, each stretched to [0, 1] as feature maps are before they are fitted. */
  static QualityImages stretched(List<Signal> signals) {
    return new QualityImages(signals.stream().map(QualityImages::stretched).toList());
  }

  private static Signal stretched(Signal signal) {
    float[] values = signal.values().clone();
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - least) / (most - least);
    }
    return new Signal(signal.id(), signal.grid(), Normalisation.unit(signal.channels()), values);
  }

  private static BufferedImage read(Path file) {
    try {
      BufferedImage picture = ImageIO.read(file.toFile());
      if (picture == null) {
        throw new IOException(file + " is no image");
      }
      return picture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Signal crop(
      BufferedImage picture, String id, int top, int left, int height, int width) {
    float[] values = new float[3 * height * width];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int rgb = picture.getRGB(left + column, top + row);
        for (int c = 0; c < 3; c++) {
          values[(c * height + row) * width + column] = (rgb >> (16 - 8 * c) & 255) / 255f;
        }
      }
    }
    return new Signal(id, Grid.image(height, width), Normalisation.unit(3), values);
  }

  /** The images in the range that a recipe wants. */
  List<Signal> in(ValueRange range) {
    if (range == ValueRange.UNIT) {
      return images;
    }
    if (range != ValueRange.SYMMETRIC) {
      throw new IllegalArgumentException("The bench has pixels in [0, 1] or [-1, 1]: " + range);
    }
    return images.stream().map(QualityImages::symmetric).toList();
  }

  private static Signal symmetric(Signal image) {
    float[] values = image.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * values[i] - 1;
    }
    return new Signal(image.id(), image.grid(), Normalisation.symmetric(image.channels()), values);
  }
}
