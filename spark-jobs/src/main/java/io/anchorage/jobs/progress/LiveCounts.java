package io.anchorage.jobs.progress;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts together what tasks report while they run and what was published when they ended, so that a
 * retried or speculative attempt never counts twice. Thread-safe.
 */
public final class LiveCounts {
  private final Map<Long, Integer> partitions = new HashMap<>();
  private final Map<Integer, Map<Long, Counts>> running = new HashMap<>();
  private final BitSet done = new BitSet();
  private Counts published = Counts.NONE;
  private String example;

  /** A task attempt starts on a partition. */
  synchronized void started(long task, int partition) {
    partitions.put(task, partition);
  }

  /** A task attempt tells how far it is. */
  synchronized void told(long task, Counts counts) {
    Integer partition = partitions.get(task);
    if (partition != null && !done.get(partition)) {
      running.computeIfAbsent(partition, p -> new HashMap<>()).put(task, counts);
    }
  }

  /** A task attempt ended. If it failed or was killed, what it did is lost. */
  synchronized void ended(long task, boolean well) {
    Integer partition = partitions.remove(task);
    if (!well && partition != null && running.containsKey(partition)) {
      running.get(partition).remove(task);
    }
  }

  /** Task attempts that have started and not ended, as far as is known. */
  public synchronized int attempts() {
    return partitions.size();
  }

  /** A partition's shard was published; its attempts count no longer. */
  public synchronized void published(int partition, Counts counts) {
    done.set(partition);
    running.remove(partition);
    published = published.plus(counts);
  }

  /** A failure in words, or null. */
  public synchronized void failure(String words) {
    example = example == null ? words : example;
  }

  /** The failure that was heard of first; null if there was none. */
  public synchronized String example() {
    return example;
  }

  /** Published, and of each partition the attempt that is farthest. */
  public synchronized Counts total() {
    Counts total = published;
    for (Map<Long, Counts> attempts : running.values()) {
      total =
          total.plus(
              attempts.values().stream()
                  .max(Comparator.comparingLong(Counts::images))
                  .orElse(Counts.NONE));
    }
    return total;
  }

  /** What is in the table. */
  public synchronized Counts published() {
    return published;
  }
}
