package io.anchorage.family.siren;

/**
 * The published SIRENs. They differ in initialisation, biases, output offset, coordinate order and
 * pixel range, and a field is worthless to a reader who takes one for another.
 */
public enum SirenVariant {
  /** V. Sitzmann's own code: biases U(+-1/sqrt(fan in)), rows first, pixels in [-1, 1]. */
  REFERENCE,
  /** COIN's and the ARC thesis's "correct" SIREN: biases from the interval of their weights. */
  COIN,
  /**
   * DWSNets' data: first layer U(+-sqrt(6/2)/30), biases zero, output offset 0.5, columns first,
   * pixels in [0, 1].
   */
  DWSNETS,
  /** NFN's data: as reference, with biases of PyTorch's default. */
  NFN
}
