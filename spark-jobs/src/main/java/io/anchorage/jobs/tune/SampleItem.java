package io.anchorage.jobs.tune;

import io.anchorage.jobs.source.ItemRef;
import io.anchorage.signal.Grid;

/**
 * An image of the sample that can be fitted.
 *
 * @param grid of its signal
 * @param channels of its signal
 */
record SampleItem(ItemRef item, Grid grid, int channels) {
  String id() {
    return item.id();
  }
}
