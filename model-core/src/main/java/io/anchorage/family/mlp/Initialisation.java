package io.anchorage.family.mlp;

/** How fits are initialised. */
public enum Initialisation {
  /** Randomly, for each image and repeat. */
  PER_IMAGE,
  /** All fits of the same repeat alike, drawn from the run's seed. */
  SHARED,
  /** All fits alike, at a start that was learnt from a sample of the dataset. */
  LEARNT
}
