package io.anchorage.fit.check;

import io.anchorage.field.Family;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient at the start of a fit, measured without access to the engine's internals. Adam with
 * zero betas and a large epsilon moves a parameter by {@code u lr} with {@code u = g / (|g| +
 * epsilon)}, so {@code g = epsilon u / (1 - |u|)}. At the largest learning rate that a recipe
 * allows, rounding of the parameters is far smaller than the gradient.
 */
public final class GradientProbe {
  private static final AdamConfig WITHOUT_MEMORY = new AdamConfig(8f, 0f, 0f, 0.9f);

  private GradientProbe() {}

  /**
   * The gradient of the loss at the first step, in the layout of the family's parameter columns.
   *
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  public static double[] gradient(
      Engine engine, FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException {
    FitRecipe probe =
        new FitRecipe(recipe.family(), WITHOUT_MEMORY, recipe.stop(), recipe.seed(), 1, List.of());
    Family family = recipe.family().family();
    try (FitGroup group = engine.open(probe, shared, List.of(task))) {
      FitSession session = group.sessions().get(0);
      float[] before = parameters(family, session.field());
      group.step(1);
      return gradient(before, parameters(family, session.field()));
    }
  }

  private static double[] gradient(float[] before, float[] after) {
    double[] gradient = new double[before.length];
    for (int i = 0; i < gradient.length; i++) {
      double u = ((double) before[i] - after[i]) / WITHOUT_MEMORY.learningRate();
      gradient[i] = WITHOUT_MEMORY.epsilon() * u / (1 - Math.abs(u));
    }
    return gradient;
  }

  /** The relative difference {@code |a - b| / |b|} in the Euclidean norm; 0 if both are zero. */
  public static double difference(double[] a, double[] b) {
    double apart = 0;
    double size = 0;
    for (int i = 0; i < b.length; i++) {
      apart += (a[i] - b[i]) * (a[i] - b[i]);
      size += b[i] * b[i];
    }
    return apart == 0 ? 0 : Math.sqrt(apart / size);
  }

  private static float[] parameters(Family family, Field field) {
    float[] all = {};
    for (String column : family.parameterColumns()) {
      float[] part = field.floats(column);
      float[] joined = Arrays.copyOf(all, all.length + part.length);
      System.arraycopy(part, 0, joined, all.length, part.length);
      all = joined;
    }
    return all;
  }
}
