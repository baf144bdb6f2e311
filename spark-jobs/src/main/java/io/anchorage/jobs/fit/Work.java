package io.anchorage.jobs.fit;

import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitTask;
import io.anchorage.jobs.source.ItemRef;

/** One row to be. */
sealed interface Work {
  ItemRef item();

  /**
   * A fit to do.
   *
   * @param label class number, or -1
   * @param labelName class name, or empty
   * @param pixelHash of the decoded pixels
   */
  record Fit(ItemRef item, int label, String labelName, String pixelHash, FitTask task)
      implements Work {
    /** The next redundant fit of the same image. */
    Fit next() {
      FitTask repeated = new FitTask(task.signal(), task.repeat() + 1);
      return new Fit(item, label, labelName, pixelHash, repeated);
    }
  }

  /**
   * A row.
   *
   * @param fit that was done; null if the image failed before there was one
   */
  record Done(ItemRef item, Fit fit, FieldOutcome outcome) implements Work {}
}
