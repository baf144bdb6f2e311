package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.signal.Signal;
import java.util.List;

/** Learns, before the first fit, the parameters that all fields share: ARC's decoder. */
public interface Preparation {
  /**
   * The number of images wanted, drawn from the training split by the seed. If the split has fewer,
   * all are taken.
   */
  int images(FitRecipe recipe);

  /**
   * What the learning depends on, apart from the images: for two recipes whose values are equal it
   * gives the same parameters.
   */
  default Object basis(FitRecipe recipe) {
    return recipe;
  }

  /**
   * The shared parameters as they are before they are learnt: a fit under them takes as long as one
   * under learnt ones, which is all that they are good for.
   *
   * @param channels of the signals
   */
  SharedParameters untrained(FitRecipe recipe, int channels);

  /**
   * Learns the shared parameters.
   *
   * @param signals in the order in which they were drawn
   * @param progress called now and then with (steps done, steps in all, mean PSNR so far)
   * @param threads number of threads to use; the result does not depend on it
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
