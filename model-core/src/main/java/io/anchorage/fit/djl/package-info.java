/**
 * The engine {@code djl}: fits by automatic differentiation in PyTorch through DJL, many images per
 * batch, on the CPU or a GPU. It independently cross-checks the kernels, and is the only place in
 * {@code fit} that knows DJL.
 */
package io.anchorage.fit.djl;
