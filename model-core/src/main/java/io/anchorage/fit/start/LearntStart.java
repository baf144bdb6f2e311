package io.anchorage.fit.start;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.format.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is learnt of a dataset before its fits: the parameters at which they begin, and perhaps the
 * size of each of their steps.
 *
 * <p>Not a record, because its arrays are shared and never compared.
 */
public final class LearntStart {
  /** The tensor [parameters] of the initial parameters. */
  public static final String PARAMETERS = "start";

  /** The tensor [steps][parameters] of the step sizes. */
  public static final String STEP_SIZES = "step-sizes";

  private final float[] parameters;
  private final float[][] stepSizes;

  /**
   * A start.
   *
   * @param parameters where fits begin
   * @param stepSizes [steps][parameters]; no steps if fits follow the recipe's own optimiser
   */
  public LearntStart(float[] parameters, float[][] stepSizes) {
    this.parameters = parameters;
    this.stepSizes = stepSizes;
  }

  /**
   * The start among the shared parameters of a table or in a file.
   *
   * @throws IllegalArgumentException in one line, if there is none, or its tensors do not belong
   *     together
   */
  public static LearntStart of(SharedParameters shared) {
    float[] parameters = shared.tensor(PARAMETERS).data();
    if (!shared.tensors().containsKey(STEP_SIZES)) {
      return new LearntStart(parameters, new float[0][]);
    }
    Tensor sizes = shared.tensor(STEP_SIZES);
    if (sizes.shape().size() != 2 || sizes.shape().get(1) != parameters.length) {
      throw new IllegalArgumentException(
          "Tensor %s of shape %s is not one row of %d step sizes a step"
              .formatted(STEP_SIZES, sizes.shape(), parameters.length));
    }
    float[][] rows = new float[sizes.shape().get(0)][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] =
          Arrays.copyOfRange(sizes.data(), t * parameters.length, (t + 1) * parameters.length);
    }
    return new LearntStart(parameters, rows);
  }

  /** The tensors of a file. */
  public SharedParameters toShared() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put(PARAMETERS, new Tensor(List.of(parameters.length), parameters));
    if (hasStepSizes()) {
      float[] all = new float[stepSizes.length * parameters.length];
      for (int t = 0; t < stepSizes.length; t++) {
        System.arraycopy(stepSizes[t], 0, all, t * parameters.length, parameters.length);
      }
      tensors.put(STEP_SIZES, new Tensor(List.of(stepSizes.length, parameters.length), all));
    }
    return new SharedParameters(tensors);
  }

  /** Where fits begin: the start's own array. */
  public float[] parameters() {
    return parameters;
  }

  /** Whether fits take plain gradient steps of learnt sizes. */
  public boolean hasStepSizes() {
    return stepSizes.length > 0;
  }

  /** [steps][parameters], the start's own arrays; no steps if there are no learnt sizes. */
  public float[][] stepSizes() {
    return stepSizes;
  }

  /**
   * How fits descend from this start: by its step sizes if it has them, else as the recipe says.
   */
  public Descent descent(FitRecipe recipe) {
    return hasStepSizes() ? new Descent.Sized(stepSizes) : descent(recipe, parameters.length);
  }

  /** How fits descend by the recipe's own optimiser. */
  public static Descent descent(FitRecipe recipe, int parameters) {
    return new Descent.Adam(recipe.adamState(parameters));
  }

  /** Whether an engine takes steps of learnt sizes: those of the CPU do. */
  public static boolean isTakenBy(String engine) {
    return !engine.equals("cuda") && !engine.equals("djl");
  }
}
