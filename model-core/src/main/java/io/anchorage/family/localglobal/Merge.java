package io.anchorage.family.localglobal;

/** How the features of a partition's network and of the global one become one. */
public enum Merge {
  /** sin(omega ([local, global] R + rho)), equation 1: one R for all layers and partitions. */
  CONCAT,
  /** local + sin(omega (global R + rho)), equation 2: one R for each layer. */
  ADD
}
