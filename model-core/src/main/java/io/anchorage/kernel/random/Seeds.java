package io.anchorage.kernel.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The source of a fit's random numbers: determined by the run's seed, the image's id and the
 * repeat, never by where or when the fit runs.
 *
 * @param runSeed the recipe's seed
 * @param id the image's id, or a fixed word for what all images share
 * @param repeat 0 for the first fit of an image, up to the recipe's repeats - 1
 */
public record Seeds(long runSeed, String id, int repeat) {
  /**
   * A generator for one purpose ("latents", "permutation", ...), independent of those for other
   * purposes.
   */
  public Philox stream(String purpose) {
    return new Philox(key(purpose));
  }

  /** 64 bits of SHA-256 over {@code runSeed / repeat / purpose / id}. */
  public long key(String purpose) {
    byte[] text =
        (runSeed + "/" + repeat + "/" + purpose + "/" + id).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
