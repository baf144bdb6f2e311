package io.anchorage.jobs.fit;

import io.anchorage.field.Field;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import java.io.Serializable;

/** From items to the signals that are fitted. Sent to executors. */
public interface ItemSignals extends Serializable {
  /** A reader for one task, on one thread. */
  Reader reader();

  /** Channels that all signals have; 0 if they differ. */
  int channels();

  /** The field of a row: what was fitted, and the columns that the subject adds to it. */
  default Field field(Signal signal, FieldOutcome.Fitted fitted) {
    return fitted.field();
  }

  /** Makes signals, one item after the other. */
  @FunctionalInterface
  interface Reader {
    /**
     * The signal of an item.
     *
     * @param id the item's, and the signal's
     * @param decoded the image that it is, or is made of
     * @throws BadImageException in one line, if the image cannot be used
     */
    Signal of(String id, Raster decoded) throws BadImageException;
  }
}
