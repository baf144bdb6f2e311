package io.anchorage.family.siren.cuda;

import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenFitter;
import io.anchorage.family.siren.SirenGeometry;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.cuda.AdamSchedule;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.fit.cuda.CudaFits;
import io.anchorage.fit.cuda.DeviceFit;
import io.anchorage.fit.cuda.Program;
import io.anchorage.fit.cuda.Sine;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.List;
import java.util.Optional;

/** SIRENs: one block a field where shared memory holds it, else several. */
public final class CudaSirens implements CudaFits {
  private final FitRecipe recipe;
  private final SirenConfig config;

  public CudaSirens(FitRecipe recipe) {
    this.recipe = recipe;
    this.config = (SirenConfig) recipe.family();
  }

  @Override
  public DeviceFit start(FitTask task) throws BadSignalException {
    return new SirenHost(task.signal(), SirenFitter.start(recipe, task));
  }

  @Override
  public Program program(BatchMemory memory, List<DeviceFit> fits, AdamSchedule adam) {
    SirenHost.Shape key = (SirenHost.Shape) fits.get(0).shape();
    MlpShape shape = SirenGeometry.shape(config, key.grid().dimensions(), key.channels());
    MlpPoints points = SirenGeometry.points(config, key.grid());
    Optional<SirenBlockPlan> plan = SirenBlockPlan.of(shape, points.count(), memory.device());
    return plan.isPresent()
        ? new SirenBlocks(memory, plan.get(), points, adam, Sine.chosen())
        : new SirenStages(memory, shape, points, fits.size(), adam, Sine.chosen());
  }
}
