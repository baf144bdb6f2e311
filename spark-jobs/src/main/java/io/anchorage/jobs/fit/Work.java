package io.anchorage.jobs.fit;

import io.anchorage.fit.FieldOutcome;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.signal.Signal;

/** One row to be: a fit to do, or a failure from before the fit. */
sealed interface Work {
  ItemRef item();

  /**
   * A fit to do.
   *
   * @param label class number, or -1
   * @param labelName class name, or empty
   * @param pixelHash of the decoded pixels
   */
  record Fit(ItemRef item, int label, String labelName, String pixelHash, Signal signal, int repeat)
      implements Work {}

  /** An image that cannot be fitted. */
  record Bad(ItemRef item, FieldOutcome.Failed failure) implements Work {}

  /** A row, and the work that it came from. */
  record Row(Work work, FieldOutcome outcome) {}
}
