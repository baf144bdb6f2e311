package io.anchorage.family.mlp;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.start.Descent;
import io.anchorage.kernel.Kernels;
import io.anchorage.signal.Signal;

/** One coordinate MLP in progress. */
final class MlpSession implements FitSession {
  private final MlpLoss loss;
  private final Descent descent;
  private final Kernels kernels;
  private final float[] parameters;
  private final float[] gradient;
  private float lastLoss = Float.NaN;

  /** Continues from these parameters and this state of the descent, and takes ownership of both. */
  MlpSession(MlpLoss loss, float[] parameters, Descent descent, Kernels kernels) {
    this.loss = loss;
    this.parameters = parameters;
    this.descent = descent;
    this.kernels = kernels;
    this.gradient = new float[parameters.length];
    loss.settle(parameters);
  }

  @Override
  public void step(int count) {
    for (int i = 0; i < count; i++) {
      lastLoss = loss.gradient(descent.steps(), parameters, gradient);
      descent.step(kernels, parameters, gradient);
      loss.settle(parameters);
    }
  }

  @Override
  public int steps() {
    return descent.steps();
  }

  @Override
  public float lastLoss() {
    return lastLoss;
  }

  @Override
  public void retarget(float[] values) {
    loss.retarget(values);
    loss.settle(parameters);
  }

  @Override
  public double loss(int[] chosen) {
    return loss.over(chosen, parameters);
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return loss.values(at, parameters);
  }

  @Override
  public float[] evaluateGrid() {
    return loss.values(parameters);
  }

  @Override
  public Field field() {
    Signal signal = loss.signal();
    return Field.on(signal.grid(), signal.normalisation())
        .floats(MlpFields.PARAMETERS, parameters.clone())
        .build();
  }

  @Override
  public void close() {
    loss.close();
  }
}
