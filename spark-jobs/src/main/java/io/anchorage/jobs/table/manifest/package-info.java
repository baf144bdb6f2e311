/** The manifest: what a field table holds and how it was made. */
package io.anchorage.jobs.table.manifest;
