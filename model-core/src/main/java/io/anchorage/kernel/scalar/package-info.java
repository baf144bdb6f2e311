/**
 * The specification of every kernel: plain loops, with each backward pass beside its forward pass.
 */
package io.anchorage.kernel.scalar;
