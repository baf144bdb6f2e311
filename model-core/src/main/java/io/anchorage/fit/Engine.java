package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Team;
import java.util.List;

/**
 * What does the arithmetic. {@code scalar} and {@code vector} give the same bits; the others agree
 * with them within a stated tolerance. Thread-safe: groups opened by several threads do not disturb
 * each other.
 */
public interface Engine extends AutoCloseable {
  /** The engine's name in recipes, flags and rows: {@code scalar}, {@code vector}, {@code djl}. */
  String name();

  /** One line for the log: lanes or device, versions. */
  String description();

  /**
   * Whether the engine fits the recipe's family. Asked before a job begins: {@link #groupSize} and
   * {@link #open} refuse what it does not support.
   */
  boolean supports(FitRecipe recipe);

  /** The number of fits that are best advanced together on this engine; 1 for the CPU kernels. */
  int groupSize(FitRecipe recipe);

  /**
   * The number of groups that a task should have in flight, so that some images are read, prepared
   * and written while others are fitted; 1 for engines that keep the CPU busy themselves.
   */
  default int groupsInFlight() {
    return 1;
  }

  /**
   * Opens a group of fits.
   *
   * @throws BadSignalException if one of the signals cannot be fitted under the recipe
   */
  FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks)
      throws BadSignalException;

  /**
   * Opens a group of fits, with a team to share the work of large signals. Results do not depend on
   * the team; engines with threads of their own ignore it.
   *
   * @throws BadSignalException if one of the signals cannot be fitted under the recipe
   */
  default FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks, Team team)
      throws BadSignalException {
    return open(recipe, shared, tasks);
  }

  @Override
  default void close() {}
}
