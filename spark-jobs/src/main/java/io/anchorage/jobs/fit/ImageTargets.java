package io.anchorage.jobs.fit;

/**
 * The signals of images themselves.
 *
 * @param channels that the table's fields have
 */
record ImageTargets(Signals signals, int channels) implements Targets {
  @Override
  public Reader reader() {
    return signals::of;
  }
}
