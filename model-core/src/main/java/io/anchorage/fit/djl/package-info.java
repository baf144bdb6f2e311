/**
 * The {@code djl} engine: fits by automatic differentiation in PyTorch through DJL, many images a
 * batch, on the CPU or a GPU. The independent cross-check of the kernels; the only place in {@code
 * fit} that knows DJL.
 */
package io.anchorage.fit.djl;
