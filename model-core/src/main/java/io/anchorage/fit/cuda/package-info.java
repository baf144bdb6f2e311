/**
 * The engine {@code cuda}: thousands of fits at once on an NVIDIA GPU, starting as on the CPU, with
 * the kernels of {@link io.anchorage.kernel.cuda}.
 */
package io.anchorage.fit.cuda;
