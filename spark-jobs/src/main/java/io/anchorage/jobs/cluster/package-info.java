/** Spark: contexts, streams of tasks, interruption, devices and failures. */
package io.anchorage.jobs.cluster;
