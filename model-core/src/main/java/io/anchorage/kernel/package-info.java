/**
 * Arithmetic on arrays of floats, and nothing else: no images, no files, no Spark.
 *
 * <p>{@code scalar} is the specification, in plain loops; {@code vector} is its SIMD twin. Both
 * give the same bits whatever the width of the hardware's vectors: the same operations in the same
 * order, sums over sixteen virtual lanes with one fixed tree, sine and cosine from one polynomial
 * pair.
 */
package io.anchorage.kernel;
