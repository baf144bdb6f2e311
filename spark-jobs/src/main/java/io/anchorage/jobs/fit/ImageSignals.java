package io.anchorage.jobs.fit;

/**
 * The signals of images themselves.
 *
 * @param channels that the table's fields have
 */
record ImageSignals(Signals signals, int channels) implements ItemSignals {
  @Override
  public Reader reader() {
    return signals::of;
  }
}
