package io.anchorage.jobs.progress;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Combines what tasks report while they run with what was published when they ended, so that a
 * retried or speculative attempt is never counted twice. Thread-safe.
 */
public final class LiveCounts {
  private final Map<Long, Integer> partitions = new HashMap<>();
  private final Map<Integer, Map<Long, Counts>> running = new HashMap<>();
  private final Map<Long, Double> fitting = new HashMap<>();
  private final BitSet done = new BitSet();
  private Counts published = Counts.NONE;
  private String example;

  /** Records that a task attempt started on a partition. */
  synchronized void started(long task, int partition) {
    partitions.put(task, partition);
  }

  /** Records a task attempt's counts so far. */
  synchronized void told(long task, Counts counts) {
    Integer partition = partitions.get(task);
    if (partition != null && !done.get(partition)) {
      running.computeIfAbsent(partition, p -> new HashMap<>()).put(task, counts);
    }
  }

  /** Records the PSNR that a fit of a running task has reached, dB; NaN is ignored. */
  synchronized void fitting(long task, double psnr) {
    if (partitions.containsKey(task) && !Double.isNaN(psnr)) {
      fitting.put(task, psnr);
    }
  }

  /** The mean PSNR of the fits that running tasks told of last, dB; NaN if there are none. */
  public synchronized double fitting() {
    return fitting.values().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Records that a task attempt ended. If it failed or was killed, its counts are dropped. */
  synchronized void ended(long task, boolean well) {
    Integer partition = partitions.remove(task);
    fitting.remove(task);
    if (!well && partition != null && running.containsKey(partition)) {
      running.get(partition).remove(task);
    }
  }

  /** The number of task attempts known to have started and not to have ended. */
  public synchronized int attempts() {
    return partitions.size();
  }

  /** Records that a partition's shard was published; its attempts no longer count. */
  public synchronized void published(int partition, Counts counts) {
    done.set(partition);
    running.remove(partition);
    published = published.plus(counts);
  }

  /** Records a failure's message; null is ignored, and only the first one is kept. */
  public synchronized void failure(String words) {
    example = example == null ? words : example;
  }

  /** The message of the first failure reported; null if there was none. */
  public synchronized String example() {
    return example;
  }

  /** The published counts plus, for each running partition, those of its most advanced attempt. */
  public synchronized Counts total() {
    Counts total = published;
    for (Map<Long, Counts> attempts : running.values()) {
      total =
          total.plus(
              attempts.values().stream()
                  .max(Comparator.comparingLong(Counts::images).thenComparing(Counts::steps))
                  .orElse(Counts.NONE));
    }
    return total;
  }

  /** The counts of what is in the table. */
  public synchronized Counts published() {
    return published;
  }
}
