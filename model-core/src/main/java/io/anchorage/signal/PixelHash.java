package io.anchorage.signal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of decoded pixels: two images have the same hash if and only if (up to collisions) they
 * have the same size, channels, bit depth and samples, however they were encoded.
 *
 * <p>The digest is taken over height, width, channels and bits, each as a 32-bit big-endian number,
 * then the samples in the order [height][width][channels], each as a 16-bit big-endian number
 * whatever the bit depth.
 */
public final class PixelHash {
  private static final int BLOCK_SAMPLES = 4096;

  private PixelHash() {}

  /** 64 lower-case hexadecimal digits. */
  public static String of(Raster raster) {
    MessageDigest digest = sha256();
    ByteBuffer block = ByteBuffer.allocate(BLOCK_SAMPLES * Character.BYTES);
    block.putInt(raster.height()).putInt(raster.width());
    block.putInt(raster.channels()).putInt(raster.bits());
    digest.update(block.flip());
    char[] samples = raster.samples();
    for (int from = 0; from < samples.length; from += BLOCK_SAMPLES) {
      int count = Math.min(BLOCK_SAMPLES, samples.length - from);
      block.clear();
      block.asCharBuffer().put(samples, from, count);
      digest.update(block.limit(count * Character.BYTES));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
