package io.anchorage.family.mlp;

/** Where a fit starts. */
public enum Initialisation {
  /** From random numbers of its own image and repeat. */
  PER_IMAGE,
  /** All fits of the same repeat from the same point, drawn from the run's seed. */
  SHARED
}
