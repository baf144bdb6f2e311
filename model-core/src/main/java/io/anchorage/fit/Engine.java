package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
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

  /** How many fits this engine likes to advance together; 1 for the CPU kernels. */
  int groupSize(FitRecipe recipe);

  /**
   * Opens a group of fits.
   *
   * @throws BadSignalException if one of the signals cannot be fitted under the recipe
   */
  FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks)
      throws BadSignalException;

  @Override
  default void close() {}
}
