package io.anchorage.signal.codec;

/**
 * Inks on white paper as light, without colour management: what Pillow's {@code convert("RGB")}
 * makes of CMYK.
 */
final class Inks {
  private Inks() {}

  /**
   * A channel of light, 0 to 255: {@code (255 - ink)(255 - black) / 255}, rounded; there are no
   * ties, since 255 is odd.
   */
  static char printed(int ink, int black) {
    return (char) (((255 - ink) * (255 - black) + 127) / 255);
  }
}
