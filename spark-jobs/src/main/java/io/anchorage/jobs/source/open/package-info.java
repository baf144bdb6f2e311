/** Opens a dataset: finds out which layout a folder has, and says what it is if it has none. */
package io.anchorage.jobs.source.open;
