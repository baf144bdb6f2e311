package io.anchorage.learn.cnn.paths;

/** What stands in the receptive field of a path's next activation. */
public enum PatchRule {
  /** The path's own activation; all others are predicted (He 2025, eq. 11). */
  OWN,
  /**
   * Whatever any path of the image has computed; the others are predicted. Paths that meet then
   * compute the same, and a position is computed once.
   */
  ALL
}
