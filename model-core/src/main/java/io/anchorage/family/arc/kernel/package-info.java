/**
 * Arithmetic of anchored clouds on float arrays: tables of each latent, sums over a point's
 * neighbours, the decoder's output, and their gradients. {@link
 * io.anchorage.family.arc.kernel.ScalarArc} is the specification; its SIMD twin lies in the package
 * {@code vector} beside this one.
 */
package io.anchorage.family.arc.kernel;
