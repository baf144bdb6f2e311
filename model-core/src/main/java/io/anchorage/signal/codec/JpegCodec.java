package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Baseline and progressive 8-bit JPEG. The JDK's reader (libjpeg) gives the components; what they
 * stand for is decided here, since the JDK guesses.
 */
final class JpegCodec implements ImageCodec {
  @Override
  public ImageHeader header(byte[] bytes) throws BadImageException {
    JpegSegments segments = JpegSegments.header(bytes);
    return ImageHeader.stored(
        ImageFormat.JPEG,
        segments.width,
        segments.height,
        segments.colours().channels(),
        8,
        segments.orientation);
  }

  @Override
  public Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException, IOException {
    JpegSegments segments = JpegSegments.all(bytes);
    java.awt.image.Raster components = components(segments.pixelsOnly());
    int width = components.getWidth();
    int height = components.getHeight();
    int bands = components.getNumBands();
    if (width != segments.width || height != segments.height || bands != segments.ids.length) {
      throw new IOException("it has %dx%d pixels of %d components".formatted(width, height, bands));
    }
    JpegColours colours = segments.colours();
    int[] row = new int[width * bands];
    char[] samples = new char[height * width * colours.channels()];
    int to = 0;
    for (int y = 0; y < height; y++) {
      components.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        colours.convert(row, x * bands, samples, to);
        to += colours.channels();
      }
    }
    return new Raster(height, width, colours.channels(), 8, samples);
  }

  private static java.awt.image.Raster components(byte[] pixelsOnly) throws IOException {
    List<String> damage = new ArrayList<>();
    ImageReader reader = JdkPlugins.reader("jpeg");
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(pixelsOnly))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener(
          (source, warning) -> {
            if (isDamage(warning)) {
              damage.add(warning);
            }
          });
      java.awt.image.Raster components = reader.readRaster(0, null);
      if (!damage.isEmpty()) {
        throw new IOException(damage.get(0));
      }
      return components;
    } finally {
      reader.dispose();
    }
  }

  /**
   * After damage libjpeg continues with a warning. It tells only the first, so one that is harmless
   * in itself is none only where no other can follow: stray bytes before the end.
   */
  private static boolean isDamage(String warning) {
    boolean harmless = warning.contains("extraneous bytes before marker 0xd9");
    return warning.startsWith("Premature end")
        || warning.startsWith("Inconsistent progression")
        || (warning.startsWith("Corrupt JPEG data") && !harmless);
  }
}
