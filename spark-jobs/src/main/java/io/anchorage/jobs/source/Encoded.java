package io.anchorage.jobs.source;

import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageHeader;
import java.io.IOException;
import java.io.InputStream;

/** Encoded images, in files of their own or as bytes. */
public final class Encoded {
  /** Together with {@link #MORE_BYTES}, an upper bound on the size of an image, encoded or not. */
  private static final long BYTES_PER_PIXEL = 8;

  private static final long MORE_BYTES = 1 << 20;

  private Encoded() {}

  /**
   * The whole file at a location.
   *
   * @throws BadImageException if it is larger than any image of {@code maxPixels}
   */
  public static byte[] bytes(HadoopFiles files, String location, long maxPixels)
      throws IOException, BadImageException {
    long length = files.length(location);
    long most = Math.min(Integer.MAX_VALUE - 8, maxPixels * BYTES_PER_PIXEL + MORE_BYTES);
    if (length > most) {
      throw new BadImageException(
          "File of %d bytes is larger than any image within source.max-pixels, which is %d"
              .formatted(length, maxPixels));
    }
    try (InputStream in = files.open(location)) {
      return in.readAllBytes();
    }
  }

  /** Whether bytes, which may be null, begin like an image that can be read. */
  public static boolean isImage(byte[] bytes) {
    if (bytes == null) {
      return false;
    }
    try {
      return ImageHeader.parse(bytes).pixels() > 0;
    } catch (BadImageException e) {
      return false;
    }
  }
}
