package io.anchorage.learn.cnn.paths;

/** Which activations a path's next activation sees in its receptive field. */
public enum PatchRule {
  /** The path's own last activation; all others are predicted (He 2025, eq. 11). */
  OWN,
  /**
   * Every activation that any path of the image has computed; the others are predicted. Paths that
   * meet then agree, and each position is computed once.
   */
  ALL
}
