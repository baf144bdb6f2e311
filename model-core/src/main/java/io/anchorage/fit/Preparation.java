package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.signal.Signal;
import java.util.List;

/** What has to be learnt from some images before the first fit: ARC's shared decoder. */
public interface Preparation {
  /**
   * How many images of the training split are wanted, chosen by the seed; fewer are taken if there
   * are not as many.
   */
  int images(FitRecipe recipe);

  /**
   * Learns the shared parameters.
   *
   * @param signals in the order of their choice
   * @param progress called now and then with (steps done, steps in all, mean PSNR so far)
   * @param threads how many threads may work; the result does not depend on it
   * @throws BadSignalException if a signal cannot be fitted under the recipe
   */
  SharedParameters learn(
      FitRecipe recipe, List<Signal> signals, PreparationProgress progress, int threads)
      throws BadSignalException;

  /** Told of a preparation's progress. */
  @FunctionalInterface
  interface PreparationProgress {
    void at(int steps, int of, double meanPsnr);
  }
}
