package io.anchorage.fit.start;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.score.Psnr;
import io.anchorage.signal.Signal;
import io.anchorage.signal.UnitImage;
import java.util.List;

/** A few steps of fits from a start, and how good they are. */
final class ShortFits {
  private final StartFamily family;
  private final FitRecipe recipe;
  private final int steps;
  private final Kernels kernels;
  private final Team team;

  ShortFits(FitRecipe recipe, int steps, Kernels kernels, Team team) {
    this.family = StartFamily.of(recipe);
    this.recipe = recipe;
    this.steps = steps;
    this.kernels = kernels;
    this.team = team;
  }

  /** The loss of a signal of a kind that was tried before. */
  SignalLoss loss(Signal signal) {
    try {
      return family.loss(recipe, signal, kernels);
    } catch (BadSignalException e) {
      throw new IllegalArgumentException(signal.id() + ": " + e.getMessage(), e);
    }
  }

  /** PSNR in dB at peak 1 after the steps, one for each signal; NaN where a fit diverged. */
  double[] psnrs(LearntStart start, List<Signal> signals) {
    double[] psnrs = new double[signals.size()];
    team.each(psnrs.length, i -> psnrs[i] = psnr(start, signals.get(i)));
    return psnrs;
  }

  private double psnr(LearntStart start, Signal signal) {
    try (SignalLoss loss = loss(signal)) {
      float[] parameters = start.parameters().clone();
      float[] gradient = new float[parameters.length];
      Descent descent = start.descent(recipe);
      loss.settle(parameters);
      for (int t = 0; t < steps; t++) {
        loss.gradient(t, parameters, gradient);
        descent.step(kernels, parameters, gradient);
        loss.settle(parameters);
      }
      return Psnr.of(
          UnitImage.samples(signal.values(), signal.normalisation()),
          UnitImage.samples(loss.values(parameters), signal.normalisation()));
    }
  }
}
