package io.anchorage.fit;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.Rescalable;
import io.anchorage.field.SharedParameters;
import io.anchorage.signal.Signal;
import io.anchorage.task.Observation;

/**
 * A fit to an observation. A family knows one loss, the mean squared error against a target t. With
 * N values y of the field on the fitted grid, any loss L has the gradient by the parameters that
 * the squared error has at
 *
 * <pre>
 * t = y - (N / 2) dL/dy, since d/dy [(y - t)^2 / N] = 2 (y - t) / N = dL/dy,
 * </pre>
 *
 * so before each step the field is evaluated and gets this target: one more forward pass, for every
 * family and every engine. A step that sees a part of the points takes the same loss's gradient
 * over these. What is seen from outside is the whole image's field.
 */
final class ObservedSession implements FitSession {
  private final FitRecipe recipe;
  private final SharedParameters shared;
  private final Signal image;
  private final Observation observation;
  private final FitSession fit;
  private final float[] target;
  private float lastLoss = Float.NaN;

  /**
   * @param image whole and clean: its values are not looked at
   */
  ObservedSession(
      FitRecipe recipe,
      SharedParameters shared,
      Signal image,
      Observation observation,
      FitSession fit) {
    this.recipe = recipe;
    this.shared = shared;
    this.image = image;
    this.observation = observation;
    this.fit = fit;
    this.target = new float[observation.seen().values().length];
  }

  Observation observation() {
    return observation;
  }

  /** The field's values on the fitted grid: [channels][grid points]. */
  float[] fittedValues() {
    return fit.evaluateGrid();
  }

  /** Gives the family the target of the next step. */
  void aim() {
    float[] values = fit.evaluateGrid();
    lastLoss = (float) observation.loss(values, target);
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) (values[i] - 0.5 * target.length * target[i]);
    }
    fit.retarget(target);
  }

  @Override
  public void step(int count) {
    if (observation.isPlain()) {
      fit.step(count);
      return;
    }
    for (int i = 0; i < count; i++) {
      aim();
      fit.step(1);
    }
  }

  @Override
  public int steps() {
    return fit.steps();
  }

  @Override
  public float lastLoss() {
    return observation.isPlain() ? fit.lastLoss() : lastLoss;
  }

  @Override
  public void retarget(float[] values) {
    throw new UnsupportedOperationException("the target of a task is what was observed");
  }

  @Override
  public double loss(int[] points) {
    throw new UnsupportedOperationException("the loss of a task is that of what was observed");
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return recipe.task().isOnOwnGrid()
        ? recipe.family().family().evaluate(recipe.family(), shared, field(), at)
        : fit.evaluate(at);
  }

  @Override
  public float[] evaluateGrid() {
    return recipe.task().isOnOwnGrid()
        ? recipe.family().family().reconstruct(recipe.family(), shared, field())
        : fit.evaluateGrid();
  }

  @Override
  public Field field() {
    Field fitted = fit.field();
    return recipe.task().isOnOwnGrid()
        ? recipe.family().family().adapter(Rescalable.class).orElseThrow().on(image.grid(), fitted)
        : fitted;
  }

  @Override
  public void close() {
    fit.close();
  }
}
