package io.anchorage.jobs.polynomial;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;

/** One polynomial in progress, from all zeros. */
final class PolynomialSession implements FitSession {
  private final PolynomialConfig config;
  private final Signal signal;
  private final Kernels kernels;
  private final float[][] terms;
  private final AdamState adam;
  private final float[] coefficients;
  private float[] target;
  private float lastLoss = Float.NaN;

  private PolynomialSession(FitRecipe recipe, Signal signal, Kernels kernels) {
    this.config = (PolynomialConfig) recipe.family();
    this.signal = signal;
    this.kernels = kernels;
    this.terms = PolynomialTerms.of(config, signal.grid(), Coordinates.of(signal.grid()));
    this.coefficients = new float[signal.channels() * config.terms()];
    this.adam = recipe.adamState(coefficients.length);
    this.target = signal.values();
  }

  static FitSession open(
      FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels, Team team) {
    return new PolynomialSession(recipe, task.signal(), kernels);
  }

  @Override
  public void step(int count) {
    for (int i = 0; i < count; i++) {
      kernels.adam(adam, coefficients, gradient());
    }
  }

  private float[] gradient() {
    float[] errors = evaluateGrid();
    double squares = 0;
    for (int i = 0; i < errors.length; i++) {
      errors[i] -= target[i];
      squares += errors[i] * errors[i];
    }
    lastLoss = (float) (squares / errors.length);
    int points = terms[0].length;
    float[] gradient = new float[coefficients.length];
    for (int k = 0; k < gradient.length; k++) {
      for (int p = 0; p < points; p++) {
        gradient[k] += errors[k / terms.length * points + p] * terms[k % terms.length][p];
      }
      gradient[k] *= 2f / errors.length;
    }
    return gradient;
  }

  @Override
  public int steps() {
    return adam.steps();
  }

  @Override
  public float lastLoss() {
    return lastLoss;
  }

  @Override
  public void retarget(float[] values) {
    target = values.clone();
  }

  @Override
  public double loss(int[] points) {
    float[] values = evaluateGrid();
    double sum = 0;
    for (int c = 0; c < signal.channels(); c++) {
      for (int point : points) {
        double error = values[c * terms[0].length + point] - target[c * terms[0].length + point];
        sum += error * error;
      }
    }
    return sum / (points.length * signal.channels());
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return PolynomialTerms.values(
        PolynomialTerms.of(config, signal.grid(), at), coefficients, signal.channels());
  }

  @Override
  public float[] evaluateGrid() {
    return PolynomialTerms.values(terms, coefficients, signal.channels());
  }

  @Override
  public Field field() {
    return Field.on(signal.grid(), signal.normalisation())
        .count(PolynomialFamily.TERMS, config.terms())
        .floats(PolynomialFamily.COEFFICIENTS, coefficients.clone())
        .build();
  }
}
