package io.anchorage.family.siren;

/**
 * The published SIRENs. They differ in initialisation, biases, output offset, coordinate order and
 * pixel range; a field read as the wrong variant is worthless.
 */
public enum SirenVariant {
  /**
   * V. Sitzmann's own code: biases uniform within 1/sqrt(fan-in) of 0, rows first, pixels in [-1,
   * 1].
   */
  REFERENCE,
  /**
   * The "correct" SIREN of COIN and the ARC thesis: biases drawn from the same interval as the
   * weights.
   */
  COIN,
  /**
   * DWSNets' data: first layer uniform within sqrt(6/2)/30 of 0, biases zero, output offset 0.5,
   * columns first, pixels in [0, 1].
   */
  DWSNETS,
  /** NFN's data: like reference, with PyTorch's default biases. */
  NFN,
  /**
   * Implicit-Zoo's data: starts and columns first as in dwsnets, no output offset; pixels
   * standardised by ImageNet's mean and deviation.
   */
  IMPLICIT_ZOO,
  /**
   * The SIREN of fit-a-nef: biases zero, the last layer's weights normal with variance 1/fan-in,
   * columns first; pixels standardised by the dataset's mean and deviation.
   */
  FIT_A_NEF;

  /** Whether the first network input runs along the columns. */
  boolean columnsFirst() {
    return this == DWSNETS || this == IMPLICIT_ZOO || this == FIT_A_NEF;
  }

  /** Whether the first layer starts like the other sine layers. */
  boolean firstAsOthers() {
    return this == DWSNETS || this == IMPLICIT_ZOO;
  }
}
