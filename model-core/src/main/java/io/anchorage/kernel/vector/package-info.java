/**
 * The SIMD twin of the scalar kernels, on {@code jdk.incubator.vector}. Compiled in a separate pass
 * and loaded by name: nothing outside this package may refer to it.
 *
 * <p>Rules the code follows on JDK 17: no masks and no blends, no {@code reduceLanes} for sums of
 * floats (their order is unspecified), methods small enough to be inlined, the species a static
 * final, no lambdas in loops.
 */
package io.anchorage.kernel.vector;
