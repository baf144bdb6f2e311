/** Compares an engine with the specification: gradients, trajectories, PSNR, throughput. */
package io.anchorage.fit.check;
