package io.anchorage.jobs.fit;

import java.io.Serializable;

/**
 * The images that one Spark task fits: one shard of the table.
 *
 * @param seconds how long one core should take, roughly
 */
record PlannedTask(PackedItems items, double seconds) implements Serializable {}
