package io.anchorage.signal.codec;

import io.anchorage.signal.Raster;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes images as PNG by the JDK's writer. Samples are stored exactly as they are, whatever the
 * colour space they are declared in.
 */
public final class PngWriter {
  private PngWriter() {}

  /**
   * The bytes of a PNG file of 8 or 16 bits a sample: grey, grey and alpha, RGB or RGBA. {@link
   * ImageDecoder} gives the same raster back.
   */
  public static byte[] encode(Raster raster) {
    return encode(image(raster));
  }

  /** The bytes of a PNG file that shows a picture. */
  public static byte[] encode(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageWriter writer = JdkPlugins.writer("png");
      try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
        writer.setOutput(out);
        writer.write(picture);
      } finally {
        writer.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a PNG cannot be written to memory", e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage image(Raster raster) {
    int channels = raster.channels();
    boolean alpha = channels % 2 == 0;
    int type = raster.bits() == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    ColorSpace space =
        ColorSpace.getInstance(channels < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    ComponentColorModel model =
        new ComponentColorModel(
            space,
            alpha,
            false,
            alpha ? ComponentColorModel.TRANSLUCENT : ComponentColorModel.OPAQUE,
            type);
    WritableRaster pixels =
        WritableRaster.createInterleavedRaster(
            type, raster.width(), raster.height(), channels, new Point());
    int[] row = new int[raster.width() * channels];
    for (int y = 0; y < raster.height(); y++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = raster.samples()[y * row.length + i];
      }
      pixels.setPixels(0, y, raster.width(), 1, row);
    }
    return new BufferedImage(model, pixels, false, null);
  }
}
