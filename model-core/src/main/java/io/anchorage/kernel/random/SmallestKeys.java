package io.anchorage.kernel.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A random sample of a stream: the items with the smallest keys. If the keys are {@link Seeds#key}
 * of the items' ids, the sample depends on the seed and the ids alone, not on the order in which
 * items are offered, and a smaller sample is a prefix of a larger one. Holds no more items than it
 * draws.
 *
 * @param <T> the items
 */
public final class SmallestKeys<T> {
  private int count;
  private final PriorityQueue<Keyed<T>> kept = new PriorityQueue<>(Keyed.ORDER.reversed());

  private record Keyed<T>(long key, String id, T item) {
    static final Comparator<Keyed<?>> ORDER =
        Comparator.<Keyed<?>>comparingLong(keyed -> keyed.key() + Long.MIN_VALUE)
            .thenComparing(Keyed::id);
  }

  /**
   * @param count items to draw, at least 0
   */
  public SmallestKeys(int count) {
    this.count = count;
  }

  /**
   * Offers an item, which is discarded, now or later, once enough others have smaller keys.
   *
   * @param key an unsigned number
   * @param id breaks ties between equal keys
   */
  public void offer(long key, String id, T item) {
    Keyed<T> offered = new Keyed<>(key, id, item);
    if (kept.size() < count || (count > 0 && Keyed.ORDER.compare(offered, kept.peek()) < 0)) {
      kept.add(offered);
      thin();
    }
  }

  /** Draws fewer items from now on: those that would be drawn if it had always been so many. */
  public void atMost(int fewer) {
    count = Math.min(count, fewer);
    thin();
  }

  private void thin() {
    while (kept.size() > count) {
      kept.remove();
    }
  }

  /** The items drawn so far, smallest key first; fewer than {@code count} if fewer were offered. */
  public List<T> items() {
    List<Keyed<T>> sorted = new ArrayList<>(kept);
    sorted.sort(Keyed.ORDER);
    return sorted.stream().map(Keyed::item).toList();
  }
}
