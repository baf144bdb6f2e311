package io.anchorage.bench;

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

/** Images for the benchmarks. */
public final class BenchImages {
  private static final String SAMPLE = "conf/sample/fashion-mnist/train-images-idx3-ubyte.gz";
  private static final int CANVAS = 1024;

  private BenchImages() {}

  /** The repository's sample of Fashion-MNIST, values in [0, 1]. */
  public static List<Signal> fashionMnist(Path home) {
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

  /** The first few images, each centred on a dark canvas of 1024x1024. */
  static List<Signal> centred(List<Signal> images) {
    return images.stream().limit(2).map(BenchImages::centred).toList();
  }

  private static Signal centred(Signal image) {
    int height = image.grid().extent(0);
    int width = image.grid().extent(1);
    float[] values = new float[CANVAS * CANVAS];
    for (int row = 0; row < height; row++) {
      int to = ((CANVAS - height) / 2 + row) * CANVAS + (CANVAS - width) / 2;
      System.arraycopy(image.values(), row * width, values, to, width);
    }
    return new Signal(
        image.id() + "/centred", Grid.image(CANVAS, CANVAS), image.normalisation(), values);
  }
}
