package io.anchorage.jobs.fit;

/**
 * The signals of the images themselves.
 *
 * @param channels number of channels of the table's fields
 */
record ImageSignals(Signals signals, int channels) implements ItemSignals {
  @Override
  public Reader reader() {
    return signals::of;
  }
}
