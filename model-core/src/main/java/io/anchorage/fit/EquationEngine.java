package io.anchorage.fit;

import io.anchorage.equation.Problem;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A CPU engine whose fits solve equations in the place of fitting signals. */
public final class EquationEngine implements Engine {
  private final CpuEngine engine;
  private final Function<Signal, Problem> problems;

  /**
   * @param engine does the arithmetic
   * @param problems the problem whose reference a signal is
   */
  public EquationEngine(CpuEngine engine, Function<Signal, Problem> problems) {
    this.engine = engine;
    this.problems = problems;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String description() {
    return engine.description();
  }

  @Override
  public boolean supports(FitRecipe recipe) {
    return EngineSupport.has(recipe, EquationFitter.class);
  }

  @Override
  public int groupSize(FitRecipe recipe) {
    return 1;
  }

  @Override
  public FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks)
      throws BadSignalException {
    return open(recipe, shared, tasks, Team.SOLO);
  }

  @Override
  public FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks, Team team)
      throws BadSignalException {
    EquationFitter fitter = EngineSupport.of(recipe, EquationFitter.class, name());
    List<FitSession> sessions = new ArrayList<>(tasks.size());
    for (FitTask task : tasks) {
      Problem problem = problems.apply(task.signal());
      sessions.add(fitter.open(recipe, shared, task, problem, engine.kernels(), team));
    }
    return new CpuGroup(sessions);
  }
}
