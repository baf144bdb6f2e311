package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which coefficients of which components the scans of a JPEG have brought, and how precisely (ITU-T
 * T.81, annex G). A decoder is content with less, and shows a coarse or colourless image.
 */
final class JpegScans {
  private static final int COEFFICIENTS = 64;
  private static final int NOTHING = 0xFF;

  /**
   * Each scan costs a pass over the image, however few bytes it has. Encoders write about ten, and
   * the finest progression that makes sense has a few hundred.
   */
  private static final int MOST_SCANS = 500;

  /** By component, of each coefficient, how many low bits still lack. */
  private final Map<Integer, int[]> lacking = new HashMap<>();

  private final boolean progressive;
  private int scans;

  /**
   * @param progressive whether scans say which coefficients they bring; else they bring all
   */
  JpegScans(int[] ids, boolean progressive) {
    this.progressive = progressive;
    for (int id : ids) {
      int[] none = new int[COEFFICIENTS];
      Arrays.fill(none, NOTHING);
      lacking.put(id, none);
    }
  }

  boolean progressive() {
    return progressive;
  }

  /**
   * Takes note of a scan.
   *
   * @param header begins with the number of its components; reaches at least to its end
   * @throws BadImageException if there are so many that decoding would take too long
   */
  void add(byte[] bytes, int header) throws BadImageException {
    scans++;
    if (scans > MOST_SCANS) {
      throw new BadImageException("JPEG image has more than " + MOST_SCANS + " scans");
    }
    int count = Bytes.u8(bytes, header);
    int more = header + 1 + 2 * count;
    int first = progressive ? Bytes.u8(bytes, more) : 0;
    int last = progressive ? Bytes.u8(bytes, more + 1) : COEFFICIENTS - 1;
    int low = progressive ? Bytes.u8(bytes, more + 2) & 0xF : 0;
    for (int i = 0; i < count; i++) {
      int[] bits = lacking.get(Bytes.u8(bytes, header + 1 + 2 * i));
      for (int k = first; bits != null && k <= last && k < COEFFICIENTS; k++) {
        bits[k] = low;
      }
    }
  }

  /** Whether each component is there, however coarse. */
  boolean anything() {
    return lacking.values().stream().allMatch(bits -> bits[0] != NOTHING);
  }

  /** Whether all of each component is there. */
  boolean everything() {
    return lacking.values().stream()
        .allMatch(bits -> Arrays.stream(bits).allMatch(low -> low == 0));
  }
}
