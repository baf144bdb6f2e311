package io.anchorage.jobs.learn;

/**
 * How a training is watched; changes nothing in it.
 *
 * @param progressSeconds between two progress lines in a log
 */
public record WatchConfig(int progressSeconds) {
  public WatchConfig {
    if (progressSeconds < 1) {
      throw new IllegalArgumentException("progressSeconds must be at least 1: " + progressSeconds);
    }
  }

  public static WatchConfig defaults() {
    return new WatchConfig(10);
  }
}
