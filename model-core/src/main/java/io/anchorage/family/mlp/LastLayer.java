package io.anchorage.family.mlp;

/** How the linear layer of a coordinate MLP is found. */
public enum LastLayer {
  /** By the optimiser, like all other layers. */
  GRADIENT,
  /**
   * As the solution of a linear least-squares problem, before the first step and after each: the
   * other layers then follow the gradient of what no linear layer could do better.
   */
  SOLVED
}
