package io.anchorage.jobs.source;

import io.anchorage.jobs.source.SourceImage.Decoded;
import io.anchorage.signal.BadImageException;
import java.io.Closeable;
import java.io.IOException;

/** An open file that holds one or more images. */
public interface ImageFile extends Closeable {
  /**
   * Reads one image. Reading in ascending order of position is cheapest.
   *
   * @throws BadImageException if the bytes are not a valid image
   * @throws IOException if the file cannot be read at the item's position
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
