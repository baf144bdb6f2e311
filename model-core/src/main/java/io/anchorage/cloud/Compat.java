package io.anchorage.cloud;

/** Whose behaviour: ours, or that of the published code where it differs from what was meant. */
public enum Compat {
  NONE,
  /** As the public code does, flaws included, so that tables can be compared. */
  PUBLISHED
}
