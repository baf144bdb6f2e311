package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import java.util.Arrays;
import java.util.HexFormat;

/** The supported image formats, told apart by their first bytes. */
public enum ImageFormat {
  PNG,
  JPEG,
  GIF,
  BMP,
  TIFF,
  WEBP;

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final int SHOWN = 8;

  ImageCodec codec() {
    return switch (this) {
      case PNG -> new PngCodec();
      case JPEG -> new JpegCodec();
      case GIF -> new GifCodec();
      case BMP -> new BmpCodec();
      case TIFF -> new TiffCodec();
      case WEBP -> new WebpCodec();
    };
  }

  /**
   * The format of an image.
   *
   * @param start at least the first 16 bytes of the file; some files of other kinds are recognised
   *     by more
   * @throws BadImageException in one line, if the format is not supported; names the usual others
   */
  public static ImageFormat of(byte[] start) throws BadImageException {
    if (start.length == 0) {
      throw new BadImageException("Empty file: 0 bytes");
    }
    if (Bytes.begins(start, 0, "\u0089PNG\r\n\u001A\n")) {
      return PNG;
    }
    if (Bytes.begins(start, 0, "\u00FF\u00D8\u00FF")) {
      return JPEG;
    }
    if (Bytes.begins(start, 0, "GIF87a") || Bytes.begins(start, 0, "GIF89a")) {
      return GIF;
    }
    if (Bytes.begins(start, 0, "BM")) {
      return BMP;
    }
    if (Bytes.begins(start, 0, "II*\0") || Bytes.begins(start, 0, "MM\0*")) {
      return TIFF;
    }
    if (Bytes.begins(start, 0, "RIFF") && Bytes.begins(start, 8, "WEBP")) {
      return WEBP;
    }
    String words = ForeignFile.words(start);
    if (words != null) {
      throw new BadImageException("Not an image of a supported format: it is " + words);
    }
    throw new BadImageException(
        "Not an image of a supported format (%s): it begins with bytes %s"
            .formatted(
                Arrays.toString(values()), HEX.formatHex(start, 0, Math.min(SHOWN, start.length))));
  }
}
