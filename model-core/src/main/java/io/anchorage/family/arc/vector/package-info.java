/**
 * The SIMD twin of ARC's scalar kernel, on {@code jdk.incubator.vector}. Loaded by name: see {@link
 * io.anchorage.kernel.KernelPart}.
 */
package io.anchorage.family.arc.vector;
