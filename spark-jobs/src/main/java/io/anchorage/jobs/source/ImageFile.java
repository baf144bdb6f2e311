package io.anchorage.jobs.source;

import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.signal.BadImageException;
import java.io.Closeable;
import java.io.IOException;

/** An open file of one or many images. */
interface ImageFile extends Closeable {
  /**
   * Reads one image. Cheapest in ascending order of positions.
   *
   * @throws BadImageException if the image is not one
   * @throws IOException if the file cannot be read there
   */
  Decoded read(ItemRef item) throws IOException, BadImageException;

  @Override
  default void close() throws IOException {}

  /** Opens the file at a location. */
  @FunctionalInterface
  interface Opener {
    ImageFile open(String location) throws IOException;
  }
}
