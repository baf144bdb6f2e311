package io.anchorage.fit.start;

import io.anchorage.UserException;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.kernel.Kernels;
import io.anchorage.signal.Signal;

/**
 * The adapter of families whose fits are one flat vector of parameters, whose length the recipe and
 * the signal's axes and channels decide: their fits may begin at a learnt start. Stateless.
 */
public interface StartFamily {
  /**
   * The adapter of a recipe's family.
   *
   * @throws UserException if its fits are not one flat vector
   */
  static StartFamily of(FitRecipe recipe) {
    return recipe
        .family()
        .family()
        .adapter(StartFamily.class)
        .orElseThrow(
            () ->
                new UserException(
                    UserException.Kind.CONFIG,
                    "Family %s has no start that can be learnt: its fits are not one vector of the same length for all images (fit.family.kind)"
                        .formatted(recipe.family().kind())));
  }

  /** Whether fits of a recipe begin at a learnt start. */
  static boolean isLearnt(FitRecipe recipe) {
    return recipe
        .family()
        .family()
        .adapter(StartFamily.class)
        .map(family -> family.isLearnt(recipe.family()))
        .orElse(false);
  }

  /** Whether fits begin at a learnt start. */
  boolean isLearnt(FamilyConfig config);

  /** The SHA-256 of the file of the learnt start, in hexadecimal; empty if none is named. */
  String sha256(FamilyConfig config);

  /** The same settings, but that fits begin at the learnt start of a file. */
  FamilyConfig startingAt(FamilyConfig config, String sha256);

  /**
   * The random parameters that all fits of a recipe share whose initialisation is {@code shared},
   * whatever this one's is.
   *
   * @throws BadSignalException if such a signal cannot be fitted
   */
  float[] drawn(FitRecipe recipe, Signal like) throws BadSignalException;

  /**
   * The loss of one signal.
   *
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  SignalLoss loss(FitRecipe recipe, Signal signal, Kernels kernels) throws BadSignalException;
}
