package io.anchorage.jobs.fit;

import io.anchorage.signal.ColourChannels;
import io.anchorage.signal.Raster;

/**
 * The signals of the images themselves.
 *
 * @param channels number of channels of the table's fields
 */
record ImageSignals(Signals signals, int channels) implements ItemSignals {
  @Override
  public Reader reader() {
    return (id, decoded) -> signals.of(id, withColour(decoded));
  }

  /** An image whose palette happens to be grey belongs among images in colour. */
  private Raster withColour(Raster decoded) {
    return channels == 3 && decoded.palette() ? ColourChannels.of(decoded, 3) : decoded;
  }
}
