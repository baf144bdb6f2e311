package io.anchorage.jobs.learn;

/**
 * How progress is reported; has no effect on the training itself.
 *
 * @param progressSeconds seconds between progress lines in a log
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
