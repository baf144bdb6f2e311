/** Benchmarks: {@code deploy/bench} runs the table, JMH compares pairs of kernels. */
package io.anchorage.bench;
