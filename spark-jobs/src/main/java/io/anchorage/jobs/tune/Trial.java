package io.anchorage.jobs.tune;

import io.anchorage.fit.FitRecipe;

/**
 * A recipe that was tried on some images.
 *
 * @param stage what it was tried for
 * @param budget the cost that it was made for, in steps of the base recipe; NaN for the base itself
 * @param candidate its place in the search space
 * @param recipe as it was tried
 */
record Trial(Stage stage, double budget, Candidate candidate, FitRecipe recipe, Score score) {
  /** What recipes are tried for. */
  enum Stage {
    /** To find the best at one cost. */
    SEARCH,
    /** To find out whether a stop rule saves steps. */
    STOP,
    /** To check on other images what was chosen. */
    CHECK,
    /** To compare with the base recipe. */
    BASE
  }
}
