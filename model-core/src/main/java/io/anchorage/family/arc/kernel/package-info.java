/**
 * Arithmetic of anchored clouds on float arrays: the tables of latents, sums over a point's
 * neighbours, the decoder's output, and their gradients. {@link
 * io.anchorage.family.arc.kernel.ScalarArc} is the specification; its SIMD twin is in the package
 * {@code vector} beside this one.
 */
package io.anchorage.family.arc.kernel;
