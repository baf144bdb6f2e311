/** What keeps a table that grows in good order: merging small shards, replacing damaged ones. */
package io.anchorage.jobs.upkeep;
