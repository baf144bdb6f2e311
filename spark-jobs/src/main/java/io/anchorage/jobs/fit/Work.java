package io.anchorage.jobs.fit;

import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitTask;
import io.anchorage.jobs.source.ItemRef;

/** Work that leads to one row: a fit to do, or its result. */
public sealed interface Work {
  ItemRef item();

  /**
   * A fit that is yet to be done.
   *
   * @param label class number, or -1
   * @param labelName class name, or empty
   * @param pixelHash hash of the decoded pixels
   */
  record Fit(ItemRef item, int label, String labelName, String pixelHash, FitTask task)
      implements Work {
    /** Returns the next redundant fit of the same image. */
    Fit next() {
      FitTask repeated = new FitTask(task.signal(), task.repeat() + 1);
      return new Fit(item, label, labelName, pixelHash, repeated);
    }
  }

  /**
   * The result for one row.
   *
   * @param fit the fit that was done; null if the image failed before fitting
   */
  record Done(ItemRef item, Fit fit, FieldOutcome outcome) implements Work {}
}
