package io.anchorage.bench;

import io.anchorage.kernel.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import io.anchorage.signal.codec.IdxHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The images of the benchmarks. */
final class BenchImages {
  private static final String SAMPLE = "conf/sample/fashion-mnist/train-images-idx3-ubyte.gz";

  private BenchImages() {}

  /** The repository's sample of Fashion-MNIST, values in [0, 1]. */
  static List<Signal> fashionMnist(Path home) {
    return idx(home.resolve(SAMPLE));
  }

  /** All images of a gzipped IDX file, values in [0, 1]. */
  static List<Signal> idx(Path file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] bytes = in.readAllBytes();
      IdxHeader header = IdxHeader.parse(bytes, IdxHeader.Kind.IMAGES, file.toString());
      List<Signal> signals = new ArrayList<>();
      for (int i = 0; i < header.count(); i++) {
        signals.add(signal("fashion/" + i, header.image(bytes, (int) header.offset(i))));
      }
      return signals;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Signal signal(String id, Raster raster) {
    float[] values = new float[raster.height() * raster.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = raster.samples()[i] / 255f;
    }
    return new Signal(
        id, Grid.image(raster.height(), raster.width()), Normalisation.unit(1), values);
  }

  /** Smooth images with edges: discs of random place, size and colour over a gradient. */
  static List<Signal> synthetic(int count, int height, int width, int channels) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      signals.add(disc(i, height, width, channels));
    }
    return signals;
  }

  private static Signal disc(int number, int height, int width, int channels) {
    Philox random = new Philox(number);
    float[] values = new float[channels * height * width];
    int discs = 24;
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < height * width; p++) {
        float row = p / width / (float) height;
        float column = p % width / (float) width;
        float value = 0.5f * row + 0.3f * column;
        for (int d = 0; d < discs; d++) {
          float y = row - random.uniform(8L * d);
          float x = column - random.uniform(8L * d + 1);
          float radius = 0.05f + 0.2f * random.uniform(8L * d + 2);
          if (x * x + y * y < radius * radius) {
            value = random.uniform(8L * d + 3 + c);
          }
        }
        values[c * height * width + p] = value;
      }
    }
    return new Signal(
        "synthetic/" + number, Grid.image(height, width), Normalisation.unit(channels), values);
  }
}
