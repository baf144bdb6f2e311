package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * Decodes PNG, JPEG, BMP, GIF (its first frame), TIFF (its first page) and WebP to exact pixels.
 *
 * <p>Samples are those stored in the file. There is no colour management: gamma and ICC profiles
 * are ignored. Whatever is not stored as grey or RGB of 8 or 16 bits is converted by these rules:
 *
 * <ul>
 *   <li>Grey of b = 1, 2 or 4 bits becomes 8 bits by {@code x * 255 / (2^b - 1)}, which is exact;
 *       colour of b &lt; 8 bits (BMP) becomes 8 bits by the same formula, rounded half up.
 *   <li>Palette indices become colours, or a single grey channel if all entries of the palette are
 *       grey.
 *   <li>Alpha is the last channel. A transparent colour or palette entry adds an alpha channel, of
 *       0 and the peak unless the file has values in between; so do the parts of a GIF's canvas
 *       that the first frame does not cover.
 *   <li>JPEG and lossy WebP are 8-bit RGB or grey, as libjpeg and libwebp compute it.
 *   <li>CMYK of 8 bits becomes RGB, {@code (255 - ink)(255 - black) / 255}.
 *   <li>EXIF orientation is applied.
 * </ul>
 *
 * <p>Other colour spaces, premultiplied alpha, and samples that are signed, of floating point or of
 * another depth are refused. Thread-safe.
 *
 * @param maxPixels an image whose header claims more is refused before memory is allocated
 */
public record ImageDecoder(long maxPixels) {
  private static final int LONGEST_MESSAGE = 200;

  static {
    // No temporary files: some readers open streams of their own through ImageIO.
    ImageIO.setUseCache(false);
  }

  public ImageDecoder {
    if (maxPixels < 1) {
      throw new IllegalArgumentException("maxPixels must be at least 1: " + maxPixels);
    }
  }

  /**
   * Decodes an image.
   *
   * @param bytes the whole file
   * @throws BadImageException in one line, if it is not an image, is broken, truncated or too
   *     large, or its layout is not supported
   */
  public Raster decode(byte[] bytes) throws BadImageException {
    ImageHeader header = ImageHeader.parse(bytes);
    checkSize(header);
    try {
      Raster stored = header.format().codec().pixels(bytes, header);
      Raster upright = Orientation.apply(stored, header.orientation());
      return header.palette() ? upright.ofPalette() : upright;
    } catch (IndexOutOfBoundsException e) {
      throw new BadImageException(
          "%s image of %dx%d is damaged: its data end too early, or point beyond its end"
              .formatted(header.format(), header.width(), header.height()),
          e);
    } catch (IOException | RuntimeException e) {
      throw new BadImageException(
          "%s image of %dx%d cannot be decoded: %s"
              .formatted(header.format(), header.width(), header.height(), oneLine(e)),
          e);
    }
  }

  private void checkSize(ImageHeader header) throws BadImageException {
    if (header.pixels() > maxPixels) {
      throw new BadImageException(
          "%s image claims %dx%d, %d pixels: more than maxPixels %d"
              .formatted(
                  header.format(), header.width(), header.height(), header.pixels(), maxPixels));
    }
    if (header.pixels() > Integer.MAX_VALUE / 4) {
      throw new BadImageException(
          "%s image claims %dx%d: more than 2^29 pixels cannot be held"
              .formatted(header.format(), header.width(), header.height()));
    }
  }

  private static String oneLine(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) : line;
  }
}
