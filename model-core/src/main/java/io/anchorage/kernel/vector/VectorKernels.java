package io.anchorage.kernel.vector;

import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.KernelPart;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.SheetMlp;
import io.anchorage.kernel.Sheets;
import io.anchorage.kernel.Team;

/** The SIMD twin of the scalar kernels. Loaded by name: see {@code KernelProviders}. */
public final class VectorKernels implements Kernels {
  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String description() {
    return "vector: %d lanes of %d bits (jdk.incubator.vector on Java %d)"
        .formatted(Lanes.LENGTH, Lanes.SPECIES.vectorBitSize(), Runtime.version().feature());
  }

  @Override
  public void adam(
      AdamState.Step step,
      AdamState state,
      float[] parameters,
      float[] gradient,
      int from,
      int to) {
    VectorAdam.update(step, parameters, state.m(), state.v(), gradient, from, to);
  }

  @Override
  public MlpKernel mlp(MlpShape shape, Team team) {
    return SheetMlp.suits(shape)
        ? new SheetMlp(shape, team, () -> sheets(shape))
        : new VectorMlp(shape, team);
  }

  @Override
  public Sheets sheets(MlpShape shape, int tile) {
    return new VectorSheets(shape, tile);
  }

  @Override
  public <K> K part(KernelPart<K> part) {
    return part.vector();
  }
}
