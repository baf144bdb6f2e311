package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Baseline and progressive 8-bit JPEG, decoded by the JDK's reader (libjpeg). */
final class JpegCodec implements ImageCodec {
  @Override
  public ImageHeader header(byte[] bytes) throws BadImageException {
    JpegSegments segments = JpegSegments.header(bytes);
    if (segments.components != 1 && segments.components != 3) {
      throw new BadImageException(
          "JPEG image of %dx%d has %d components, perhaps CMYK: only 1 and 3 are supported"
              .formatted(segments.width, segments.height, segments.components));
    }
    return ImageHeader.stored(
        ImageFormat.JPEG,
        segments.width,
        segments.height,
        segments.components,
        8,
        segments.orientation);
  }

  @Override
  public Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException, IOException {
    byte[] pixelsOnly = JpegSegments.pixelsOnly(bytes);
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
      BufferedImage image = reader.read(0);
      if (!damage.isEmpty()) {
        throw new IOException(damage.get(0));
      }
      return DecodedImage.raster(image, header);
    } finally {
      reader.dispose();
    }
  }

  /** After damage libjpeg continues with a warning. Stray bytes between segments are not damage. */
  private static boolean isDamage(String warning) {
    return warning.startsWith("Premature end")
        || (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous"));
  }
}
