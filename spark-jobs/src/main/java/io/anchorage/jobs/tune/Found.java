package io.anchorage.jobs.tune;

import java.util.List;

/**
 * What a search found.
 *
 * @param best the recipe chosen, with its score on the images of the search; null if nothing was
 *     tried to the end
 * @param check its score on the images to check; null if it was not checked
 * @param base the base recipe, on some of the images to check; null if it was not tried
 * @param baseCost multiply-adds of a fit under the base recipe; the most that it can be, if its
 *     stop rule was not tried
 * @param reached whether {@code best} reaches the goal, on the images to check if it was checked
 * @param outOfTime whether the time allowed ended the search
 * @param trials all that was tried, in order
 */
record Found(
    Trial best,
    Score check,
    Trial base,
    double baseCost,
    boolean reached,
    boolean outOfTime,
    List<Trial> trials) {
  Found {
    trials = List.copyOf(trials);
  }
}
