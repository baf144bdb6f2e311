package io.anchorage.fit.djl;

import io.anchorage.UserException;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.EngineSupport;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits by automatic differentiation in PyTorch, many images per batch, on the first GPU if PyTorch
 * sees one. Starts from the same parameters, anchors and permutations as the CPU kernels and agrees
 * with them up to rounding: losses of the first 50 steps within a relative 2e-3.
 */
public final class DjlEngine implements Engine {
  private final TorchRuntime torch;

  private DjlEngine(TorchRuntime torch) {
    this.torch = torch;
  }

  /**
   * Loads PyTorch.
   *
   * @throws UserException of kind ENGINE if its native libraries are missing or do not load
   */
  public static Engine open() {
    return new DjlEngine(TorchRuntime.load());
  }

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String description() {
    return "djl: " + torch.description();
  }

  @Override
  public boolean supports(FitRecipe recipe) {
    return EngineSupport.has(recipe, DjlFamily.class);
  }

  @Override
  public int groupSize(FitRecipe recipe) {
    return family(recipe).groupSize();
  }

  private DjlFamily family(FitRecipe recipe) {
    return EngineSupport.of(recipe, DjlFamily.class, name());
  }

  @Override
  public FitGroup open(FitRecipe recipe, SharedParameters shared, List<FitTask> tasks)
      throws BadSignalException {
    DjlFamily family = family(recipe);
    List<TensorFit> fits = new ArrayList<>(tasks.size());
    for (FitTask task : tasks) {
      fits.add(family.start(recipe, shared, task));
    }
    return new DjlGroup(torch, recipe, shared, tasks, fits);
  }
}
