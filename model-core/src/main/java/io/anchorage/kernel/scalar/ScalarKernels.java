package io.anchorage.kernel.scalar;

import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.KernelPart;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.SheetMlp;
import io.anchorage.kernel.Sheets;
import io.anchorage.kernel.Team;

/** The specification: plain loops on any Java runtime. */
public final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public String description() {
    return "scalar: plain loops, one lane";
  }

  @Override
  public void adam(
      AdamState.Step step,
      AdamState state,
      float[] parameters,
      float[] gradient,
      int from,
      int to) {
    step.update(parameters, state.m(), state.v(), gradient, from, to);
  }

  @Override
  public MlpKernel mlp(MlpShape shape, Team team) {
    return SheetMlp.suits(shape)
        ? new SheetMlp(shape, team, () -> sheets(shape))
        : new ScalarMlp(shape);
  }

  @Override
  public Sheets sheets(MlpShape shape, int tile) {
    return new ScalarSheets(shape, tile);
  }

  @Override
  public <K> K part(KernelPart<K> part) {
    return part.scalar();
  }
}
