package io.anchorage.family.mlp;

import io.anchorage.equation.Problem;
import io.anchorage.field.Contract;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.EquationFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.JetShape;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import java.util.List;
import java.util.Optional;

/** Coordinate MLPs that solve equations. */
final class MlpEquations implements EquationFitter {
  @Override
  public Optional<String> refusal(FamilyConfig config) {
    MlpConfig mlp = (MlpConfig) config;
    if (mlp.lastLayer() == LastLayer.SOLVED) {
      return Optional.of("with last-layer solved");
    }
    if (mlp.initialisation() == Initialisation.LEARNT) {
      return Optional.of("with a start learnt from images");
    }
    return JetShape.suits(MlpGeometry.shape(mlp, MlpFields.IMAGE_AXES, 1))
        ? Optional.empty()
        : Optional.of("with another activation than sine, tanh or relu, or features");
  }

  @Override
  public FitSession open(
      FitRecipe recipe,
      SharedParameters shared,
      FitTask task,
      Problem problem,
      Kernels kernels,
      Team team)
      throws BadSignalException {
    float[] start = MlpFitter.start(recipe, shared, task);
    return new EquationSession(recipe, task, problem, start, kernels, team);
  }

  @Override
  public List<LayoutEntry> layout(FamilyConfig config, int axes, int channels) {
    return MlpFields.layout(config, axes, channels);
  }

  @Override
  public Contract contract(FamilyConfig config, int axes) {
    MlpConfig mlp = (MlpConfig) config;
    MlpContract contract = (MlpContract) config.family().contract(config);
    return axes == MlpFields.IMAGE_AXES ? contract : contract.withTime(mlp, axes);
  }
}
