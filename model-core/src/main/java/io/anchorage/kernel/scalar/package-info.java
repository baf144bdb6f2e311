/** The specification of every kernel: plain loops, forward beside backward. */
package io.anchorage.kernel.scalar;
