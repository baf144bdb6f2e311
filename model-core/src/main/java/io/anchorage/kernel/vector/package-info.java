/**
 * The SIMD twin of the scalar kernels, on {@code jdk.incubator.vector}. Compiled by a pass of its
 * own and loaded by name: nothing outside this package may refer to it.
 *
 * <p>What the code heeds on JDK 17: no masks and no blends, no {@code reduceLanes} for sums of
 * floats (it leaves their order open), methods small enough to be inlined, the species a static
 * final, no lambdas in loops.
 */
package io.anchorage.kernel.vector;
