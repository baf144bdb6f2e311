package io.anchorage.learn.weight.picture;

/** What becomes of the regression from a network's parameters to its image. */
public enum MapUse {
  /** It learns on, together with what follows. */
  LEARNT,
  /** It stays as it is, and what follows learns. */
  KEPT
}
