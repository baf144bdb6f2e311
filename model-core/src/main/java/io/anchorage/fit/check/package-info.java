/** An engine held against the specification: gradients, trajectories, PSNR, throughput. */
package io.anchorage.fit.check;
