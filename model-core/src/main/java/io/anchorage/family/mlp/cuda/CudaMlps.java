package io.anchorage.family.mlp.cuda;

import io.anchorage.family.mlp.MlpConfig;
import io.anchorage.family.mlp.MlpFitter;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.family.mlp.PixelPasses;
import io.anchorage.field.SharedParameters;
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

/**
 * Fits coordinate MLPs on the device: one block per field where shared memory holds it, otherwise
 * several.
 */
public final class CudaMlps implements CudaFits {
  private final FitRecipe recipe;
  private final SharedParameters shared;
  private final MlpConfig config;

  /** Fits of one recipe; {@code shared} holds its start if that is learnt. */
  public CudaMlps(FitRecipe recipe, SharedParameters shared) {
    this.recipe = recipe;
    this.shared = shared;
    this.config = (MlpConfig) recipe.family();
  }

  @Override
  public DeviceFit start(FitTask task) throws BadSignalException {
    return new MlpHost(
        task.signal(),
        PixelPasses.of(recipe, task),
        MlpFitter.startOfAdam(recipe, shared, task, "cuda"));
  }

  @Override
  public Program program(BatchMemory memory, List<DeviceFit> fits, AdamSchedule adam) {
    MlpHost.Shape key = (MlpHost.Shape) fits.get(0).shape();
    MlpShape shape = MlpGeometry.shape(config, key.grid().dimensions(), key.channels());
    MlpPoints points = MlpGeometry.features(config, key.grid());
    List<PixelPasses> passes =
        fits.stream().flatMap(fit -> ((MlpHost) fit).passes().stream()).toList();
    DeviceOrder order = new DeviceOrder(memory, passes, points.count());
    Optional<MlpBlockPlan> plan = MlpBlockPlan.of(shape, order.chunk(), memory.device());
    return plan.isPresent()
        ? new MlpBlocks(memory, plan.get(), points, order, adam, Sine.chosen())
        : new MlpStages(memory, shape, points, order, fits.size(), adam, Sine.chosen());
  }
}
