package io.anchorage.jobs.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small encoded images for tests. */
public final class Pictures {
  private Pictures() {}

  /**
   * Pixel (row, column) of picture {@code seed} is grey {@code (seed + 3 row + 5 column) % 256}.
   */
  public static byte[] png(int height, int width, int seed) {
    return encoded("png", height, width, seed);
  }

  public static byte[] encoded(String format, int height, int width, int seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        image.getRaster().setSample(c, r, 0, (seed + 3 * r + 5 * c) & 0xFF);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new AssertionError("no writer for " + format);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** A PNG whose header claims another size than its pixels have. */
  public static byte[] pngThatClaims(int height, int width) {
    byte[] bytes = png(2, 2, 0);
    ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
    return bytes;
  }
}
