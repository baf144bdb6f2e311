package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.io.IOException;

/** An image file format. Stateless. */
interface ImageCodec {
  /**
   * Reads the header, but no pixels.
   *
   * @throws BadImageException in one line, if the image is broken or its layout is not supported
   */
  ImageHeader header(byte[] bytes) throws BadImageException;

  /**
   * Decodes the pixels as they are stored: EXIF orientation is not applied.
   *
   * @param header the result of {@link #header}, whose size has been accepted
   * @throws IOException if a library cannot decode them; its message may have several lines
   */
  Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException, IOException;
}
