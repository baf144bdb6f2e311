package io.anchorage.family.mlp;

import io.anchorage.family.mlp.cuda.CudaMlps;
import io.anchorage.family.mlp.djl.MlpBatches;
import io.anchorage.field.Adapters;
import io.anchorage.field.Differentiable;
import io.anchorage.field.Layered;
import io.anchorage.field.Rescalable;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.EquationFitter;
import io.anchorage.fit.cuda.CudaFamily;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.fit.start.StartFamily;

/**
 * What families of coordinate MLPs share: engines, learnt starts, derivatives, the network of a
 * field.
 */
public final class MlpEngines {
  private MlpEngines() {}

  /** An adapter for each engine, and the network of a field. A family adds its own. */
  public static Adapters adapters() {
    return engines().with(Layered.class, () -> new MlpNetworks());
  }

  /** An adapter for each engine, of families whose networks no reader of layers takes. */
  public static Adapters engines() {
    return Adapters.none()
        .with(CpuFitter.class, () -> new MlpFitter())
        .with(CudaFamily.class, () -> (recipe, shared) -> new CudaMlps(recipe, shared))
        .with(DjlFamily.class, () -> new MlpBatches())
        .with(EquationFitter.class, () -> new MlpEquations())
        .with(Differentiable.class, () -> new MlpDerivatives())
        .with(Rescalable.class, () -> MlpFields::on)
        .with(StartFamily.class, () -> new MlpStarts());
  }
}
