/** Progress of a running job on the driver. */
package io.anchorage.jobs.progress;
