/**
 * The engine {@code cuda}: thousands of fits at once on an NVIDIA GPU, from the same starts as the
 * CPU kernels, by the kernels of {@link io.anchorage.kernel.cuda}.
 */
package io.anchorage.fit.cuda;
