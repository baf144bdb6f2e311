package io.anchorage.fuzz.files;

import io.anchorage.fuzz.Target;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.codec.ImageDecoder;
import io.anchorage.signal.codec.ImageHeader;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An image format.
 *
 * @param name the format
 * @param seeds valid images
 * @param checksums puts a damaged file's checksums right
 */
record ImageTarget(String name, List<byte[]> seeds, UnaryOperator<byte[]> checksums)
    implements Target {
  private static final ImageDecoder DECODER = new ImageDecoder(250_000);

  /** What readers allocate for any file: tables, streams, and classes on first use. */
  private static final long FIXED = 2L << 20;

  private static final long FOR_A_BYTE = 64;

  /** Four channels as 16-bit samples, twice, and 32-bit intermediate steps of some readers. */
  private static final long FOR_A_PIXEL = 64;

  @Override
  public byte[] repaired(byte[] damaged) {
    return checksums.apply(damaged);
  }

  @Override
  public void read(byte[] file) throws BadImageException {
    DECODER.decode(file);
  }

  @Override
  public boolean refuses(Exception thrown) {
    return thrown instanceof BadImageException;
  }

  /** An image over the limit of pixels may take no more than its header. */
  @Override
  public long allowedBytes(byte[] file) {
    long pixels = 0;
    try {
      long claimed = ImageHeader.parse(file).pixels();
      pixels = claimed > DECODER.maxPixels() ? 0 : claimed;
    } catch (BadImageException e) {
      // Without a header there are no pixels.
    }
    return FIXED + FOR_A_BYTE * file.length + FOR_A_PIXEL * pixels;
  }
}
