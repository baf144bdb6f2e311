package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An engine on the CPU kernels. A group is one fit; any number of threads may hold a group each.
 */
public final class CpuEngine implements Engine {
  private final Kernels kernels;

  public CpuEngine(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public String name() {
    return kernels.name();
  }

  @Override
  public String description() {
    return kernels.description();
  }

  @Override
  public boolean supports(FitRecipe recipe) {
    return EngineSupport.has(recipe, CpuFitter.class);
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
    CpuFitter fitter = fitter(recipe);
    List<FitSession> sessions = new ArrayList<>(tasks.size());
    for (FitTask task : tasks) {
      sessions.add(fitter.open(recipe, shared, task, kernels, team));
    }
    return new CpuGroup(sessions);
  }

  Kernels kernels() {
    return kernels;
  }

  Optional<Preparation> preparation(FitRecipe recipe) {
    return fitter(recipe).preparation(kernels);
  }

  private CpuFitter fitter(FitRecipe recipe) {
    return EngineSupport.of(recipe, CpuFitter.class, name());
  }
}
