package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.io.IOException;

/** One encoding of images. Stateless. */
interface ImageCodec {
  /**
   * Reads the header, and nothing of the pixels.
   *
   * @throws BadImageException in one line, if the image is broken or of a layout that is not read
   */
  ImageHeader header(byte[] bytes) throws BadImageException;

  /**
   * Decodes the pixels as they are stored: EXIF orientation is not applied.
   *
   * @param header what {@link #header} gave, its size accepted
   * @throws IOException if a library cannot decode them; its message may have several lines
   */
  Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException, IOException;
}
