/**
 * Coordinate MLPs composed of any input mapping and any activation: with Fourier features and ReLU
 * the networks of M. Tancik et al. (Fourier Features Let Networks Learn High Frequency Functions in
 * Low Dimensional Domains, NeurIPS 2020), with an encoding in powers of two those of NeRF (B.
 * Mildenhall et al., ECCV 2020), with Gaussian units those of S. Ramasinghe and S. Lucey (Beyond
 * Periodicity, ECCV 2022).
 */
package io.anchorage.family.composed;
