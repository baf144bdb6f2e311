/** Benchmarks: {@code deploy/bench} runs the table, JMH the pairs of kernels. */
package io.anchorage.bench;
