package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;

/**
 * What is known of an image file before its pixels are decoded.
 *
 * @param format the file format
 * @param width columns, after the EXIF orientation has been applied
 * @param height rows, after the EXIF orientation has been applied
 * @param channels of the decoded {@link Raster}, alpha included: 1 to 4
 * @param bits of the decoded {@link Raster}: 8 or 16
 * @param orientation the EXIF orientation, 1 (as stored) to 8
 * @param palette whether pixels are indices into a palette, see {@link Raster#palette()}
 */
public record ImageHeader(
    ImageFormat format,
    int width,
    int height,
    int channels,
    int bits,
    int orientation,
    boolean palette) {
  /**
   * How many bytes from the start of a file nearly always contain its header. That of a TIFF may be
   * anywhere, and that of a JPEG may follow more metadata than this.
   */
  public static final int USUAL_BYTES = 65_536;

  /** The header of an image that is stored with this width and height. */
  static ImageHeader stored(
      ImageFormat format, int width, int height, int channels, int bits, int orientation) {
    int turn = Orientation.valid(orientation);
    return Orientation.swapsSides(turn)
        ? new ImageHeader(format, height, width, channels, bits, turn, false)
        : new ImageHeader(format, width, height, channels, bits, turn, false);
  }

  ImageHeader withPalette(boolean indexed) {
    return new ImageHeader(format, width, height, channels, bits, orientation, indexed);
  }

  /**
   * Reads the header. No memory is allocated for pixels.
   *
   * @param bytes the whole file, or enough of its start
   * @throws BadImageException in one line, if it is not an image, the header is broken, or the
   *     bytes end before it does
   */
  public static ImageHeader parse(byte[] bytes) throws BadImageException {
    ImageFormat format = ImageFormat.of(bytes);
    try {
      ImageHeader header = format.codec().header(bytes);
      if (header.width < 1 || header.height < 1) {
        throw new BadImageException(
            "%s image has no pixels: its header says %dx%d"
                .formatted(format, header.width, header.height));
      }
      return header;
    } catch (IndexOutOfBoundsException e) {
      throw new BadImageException(
          "%s image is truncated: %d bytes end within its header".formatted(format, bytes.length),
          e);
    }
  }

  public long pixels() {
    return (long) width * height;
  }
}
