/** The progress of a running job, tracked and shown on the driver. */
package io.anchorage.jobs.progress;
