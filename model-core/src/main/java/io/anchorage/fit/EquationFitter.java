package io.anchorage.fit;

import io.anchorage.equation.Problem;
import io.anchorage.field.Contract;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import java.util.List;
import java.util.Optional;

/**
 * How a family's fields are made to solve equations: the adapter of families whose exact
 * derivatives can be differentiated by the parameters. Stateless.
 */
public interface EquationFitter {
  /**
   * Why a config's fields cannot solve equations, in words that follow its family's name; empty if
   * they can.
   */
  Optional<String> refusal(FamilyConfig config);

  /**
   * Opens one fit. Its loss is the equation's; the task's signal is the reference, whose values it
   * does not look at.
   *
   * @param team shares the points of a step; the fit does not depend on it
   * @throws BadSignalException if the grid cannot be fitted under the recipe
   */
  FitSession open(
      FitRecipe recipe,
      SharedParameters shared,
      FitTask task,
      Problem problem,
      Kernels kernels,
      Team team)
      throws BadSignalException;

  /** The layout of the parameters of fields on grids of this many axes. */
  List<LayoutEntry> layout(FamilyConfig config, int axes, int channels);

  /** What is needed to evaluate fields on grids of this many axes: time before rows and columns. */
  Contract contract(FamilyConfig config, int axes);
}
