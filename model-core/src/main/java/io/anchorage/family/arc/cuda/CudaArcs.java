package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.ArcStart;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.cuda.AdamSchedule;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.fit.cuda.CudaFits;
import io.anchorage.fit.cuda.DeviceFit;
import io.anchorage.fit.cuda.Program;
import io.anchorage.signal.Signal;
import java.util.List;
import java.util.Optional;

/**
 * Fits clouds on the device: one block per field where shared memory holds it, otherwise several.
 */
public final class CudaArcs implements CudaFits {
  private final FitRecipe recipe;
  private final ArcConfig config;
  private final ArcDecoder decoder;

  public CudaArcs(FitRecipe recipe, SharedParameters shared) {
    this.recipe = recipe;
    this.config = (ArcConfig) recipe.family();
    this.decoder = ArcDecoder.of(config, shared);
  }

  @Override
  public DeviceFit start(FitTask task) throws BadSignalException {
    Signal signal = task.signal();
    ArcStart start = ArcStart.of(recipe, decoder, task);
    int most = config.wantedLatents(signal.grid().points());
    return new ArcHost(start, signal.grid(), signal.channels(), config.latentDim(), most);
  }

  @Override
  public Program program(BatchMemory memory, List<DeviceFit> fits, AdamSchedule adam) {
    List<ArcHost> clouds = fits.stream().map(ArcHost.class::cast).toList();
    DevicePixels pixels = new DevicePixels(memory, clouds, config.neighbours());
    Optional<ArcBlockPlan> plan =
        ArcBlockPlan.of(decoder.shape(), pixels.rows(), pixels.chunk(), memory.device());
    return plan.isPresent()
        ? new ArcBlocks(memory, plan.get(), decoder, pixels, adam)
        : new ArcStages(memory, decoder, pixels, fits.size(), adam);
  }
}
