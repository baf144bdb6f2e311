/** Shards: the Parquet files of a field table, written and read. */
package io.anchorage.jobs.table.shard;
