package io.anchorage.family.functa;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;
import java.util.Objects;

/** One functa in progress. */
final class FunctaSession implements FitSession {
  private final FunctaNetwork network;
  private final Signal signal;
  private final Kernels kernels;
  private final MlpKernel kernel;
  private final MlpPoints points;
  private final AdamState adam;
  private final float[] vector;
  private final float[] gradient;
  private float[] target;
  private float[] laid;
  private int steps;
  private float lastLoss = Float.NaN;

  FunctaSession(
      FunctaNetwork network, FitRecipe recipe, Signal signal, Kernels kernels, Team team) {
    this.network = network;
    this.signal = signal;
    this.kernels = kernels;
    this.kernel = kernels.mlp(network.shape(), team);
    this.points = FunctaFields.points(signal.grid());
    this.vector = network.start().clone();
    this.adam = recipe.adamState(vector.length);
    this.gradient = new float[network.shape().parameters()];
    retarget(signal.values());
  }

  @Override
  public void step(int count) {
    for (int i = 0; i < count; i++) {
      float[] byVector = gradient();
      if (network.hasStepSizes()) {
        for (int n = 0; n < vector.length; n++) {
          vector[n] -= network.stepSize(n) * byVector[n];
        }
      } else {
        kernels.adam(adam, vector, byVector);
      }
      steps++;
    }
  }

  /** The gradient of the loss by the vector; the loss becomes the last one. */
  float[] gradient() {
    FunctaNetwork.Modulated siren = network.modulated(vector);
    lastLoss = kernel.gradient(points, laid, siren.weights(), gradient);
    return siren.gradient(gradient);
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public float lastLoss() {
    return lastLoss;
  }

  @Override
  public void retarget(float[] values) {
    int wanted = network.shape().outputs() * points.count();
    if (values.length != wanted) {
      throw new IllegalArgumentException(
          "retarget needs %d values: %d".formatted(wanted, values.length));
    }
    target = values.clone();
    laid = points.lay(target, network.shape().outputs());
  }

  @Override
  public double loss(int[] chosen) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException("loss needs at least one point");
    }
    float[][] inputs = new float[points.inputs()][chosen.length];
    for (int k = 0; k < inputs.length; k++) {
      for (int i = 0; i < chosen.length; i++) {
        inputs[k][i] = points.coordinates(k)[Objects.checkIndex(chosen[i], points.count())];
      }
    }
    float[] values = outputs(MlpPoints.list(inputs));
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      int channel = i / chosen.length;
      double e = values[i] - target[channel * points.count() + chosen[i % chosen.length]];
      sum += e * e;
    }
    return sum / values.length;
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return outputs(FunctaFields.points(signal.grid(), at));
  }

  @Override
  public float[] evaluateGrid() {
    return outputs(points);
  }

  private float[] outputs(MlpPoints where) {
    float[] out = new float[network.shape().outputs() * where.count()];
    kernel.evaluate(where, network.modulated(vector).weights(), out);
    return out;
  }

  @Override
  public Field field() {
    return Field.on(signal.grid(), signal.normalisation())
        .floats(FunctaFields.MODULATION, vector.clone())
        .build();
  }

  @Override
  public void close() {
    kernel.close();
  }
}
