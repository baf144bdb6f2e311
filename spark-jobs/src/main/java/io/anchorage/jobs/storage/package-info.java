/** Files, checksums, locks and errors on Hadoop paths. */
package io.anchorage.jobs.storage;
