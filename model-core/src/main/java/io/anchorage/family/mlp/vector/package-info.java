/** The SIMD twins of {@code io.anchorage.family.mlp.kernel}, loaded by name. */
package io.anchorage.family.mlp.vector;
