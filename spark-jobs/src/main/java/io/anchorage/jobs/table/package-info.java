/** Field tables: manifest, shards, rows, the lock. */
package io.anchorage.jobs.table;
