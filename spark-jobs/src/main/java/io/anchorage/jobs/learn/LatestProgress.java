package io.anchorage.jobs.learn;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/**
 * The latest word of each training. It reaches the driver with the executors' heartbeats and is for
 * watching only. Thread-safe: heartbeats read it while a training writes.
 */
final class LatestProgress extends AccumulatorV2<LatestProgress.Word, Map<Integer, TrialProgress>> {
  private static final long serialVersionUID = 1;

  /**
   * One training's word.
   *
   * @param trial its number
   */
  record Word(int trial, TrialProgress progress) {}

  private final HashMap<Integer, TrialProgress> latest = new HashMap<>();

  @Override
  public boolean isZero() {
    synchronized (latest) {
      return latest.isEmpty();
    }
  }

  @Override
  public LatestProgress copy() {
    LatestProgress copy = new LatestProgress();
    copy.latest.putAll(value());
    return copy;
  }

  @Override
  public void reset() {
    synchronized (latest) {
      latest.clear();
    }
  }

  @Override
  public void add(Word word) {
    synchronized (latest) {
      latest.put(word.trial(), word.progress());
    }
  }

  @Override
  public void merge(AccumulatorV2<Word, Map<Integer, TrialProgress>> other) {
    Map<Integer, TrialProgress> words = other.value();
    synchronized (latest) {
      latest.putAll(words);
    }
  }

  @Override
  public Map<Integer, TrialProgress> value() {
    synchronized (latest) {
      return new HashMap<>(latest);
    }
  }
}
