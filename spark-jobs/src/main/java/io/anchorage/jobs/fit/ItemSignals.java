package io.anchorage.jobs.fit;

import io.anchorage.field.Field;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import java.io.Serializable;
import java.util.List;

/** Turns items into the signals that are fitted. Sent to executors. */
public interface ItemSignals extends Serializable {
  /** Returns a reader for one task, used on one thread. */
  Reader reader();

  /** Returns the number of channels of all signals; 0 if they differ. */
  int channels();

  /** Returns the field for a row: the fitted result with any columns that the subject adds. */
  default Field field(Signal signal, FieldOutcome.Fitted fitted) {
    return fitted.field();
  }

  /**
   * Returns what fits them, on an executor: the engine itself, or one that does something else with
   * the signals.
   *
   * @throws io.anchorage.UserException of kind ENGINE if the engine cannot
   */
  default Engine engine(Engine engine) {
    return engine;
  }

  /** Returns the FLOAT columns that the subject adds, whose means a run's summary gives. */
  default List<String> scores() {
    return List.of();
  }

  /** Makes signals, one item after another. */
  @FunctionalInterface
  interface Reader {
    /**
     * Makes the signal of an item.
     *
     * @param id the id of both the item and its signal
     * @param decoded the image that the item is, or is made from
     * @throws BadImageException if the image cannot be used; the message is one line
     */
    Signal of(String id, Raster decoded) throws BadImageException;
  }
}
