/**
 * Sinusoidal representation networks: V. Sitzmann, J. Martel, A. Bergman, D. Lindell, G. Wetzstein,
 * Implicit Neural Representations with Periodic Activation Functions (NeurIPS 2020), and the
 * variants that published datasets use.
 */
package io.anchorage.family.siren;
