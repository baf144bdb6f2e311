package io.anchorage.jobs.fit;

import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.PackedItems;
import java.io.Serializable;
import java.util.List;

/**
 * The images that one Spark task fits and writes as one shard of the table.
 *
 * @param seconds estimated time on one core
 */
record PlannedTask(PackedItems packed, double seconds) implements Serializable {
  /** Returns the number of items. */
  int size() {
    return packed.size();
  }

  /** Unpacks the items. */
  List<ItemRef> items() {
    return packed.items();
  }
}
