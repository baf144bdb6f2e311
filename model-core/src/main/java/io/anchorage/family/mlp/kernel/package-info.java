/**
 * Kernels that only coordinate MLPs need: sums of products of rows in double precision, of which
 * normal equations are made. {@link io.anchorage.family.mlp.kernel.ScalarGram} is the
 * specification.
 */
package io.anchorage.family.mlp.kernel;
