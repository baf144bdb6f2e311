package io.anchorage.family.mlp;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;
import java.util.Objects;
import java.util.Optional;

/** One coordinate MLP in progress. */
final class MlpSession implements FitSession {
  private final MlpConfig config;
  private final Signal signal;
  private final Optional<PixelPasses> passes;
  private final Kernels kernels;
  private final MlpKernel kernel;
  private final MlpShape shape;
  private final MlpPoints points;
  private final AdamState adam;
  private final float[] parameters;
  private final float[] gradient;
  private float[] target;
  private float[] laid;
  private float lastLoss = Float.NaN;

  /**
   * Continues from these parameters and moments, and takes ownership of both.
   *
   * @param passes what each step sees; empty for all points
   */
  MlpSession(
      FitRecipe recipe,
      Signal signal,
      Optional<PixelPasses> passes,
      float[] parameters,
      AdamState adam,
      Kernels kernels,
      Team team) {
    this.config = (MlpConfig) recipe.family();
    this.signal = signal;
    this.passes = passes;
    this.kernels = kernels;
    this.shape = MlpGeometry.shape(config, signal.grid().dimensions(), signal.channels());
    this.kernel = kernels.mlp(shape, team);
    this.points = MlpGeometry.points(config, signal.grid());
    this.adam = adam;
    this.parameters = parameters;
    this.gradient = new float[parameters.length];
    this.target = signal.values();
    this.laid = points.lay(target, shape.outputs());
  }

  @Override
  public void step(int count) {
    for (int i = 0; i < count; i++) {
      lastLoss = passes.isPresent() ? chunkGradient(passes.get().of(adam.steps())) : allGradient();
      kernels.adam(adam, parameters, gradient);
    }
  }

  private float allGradient() {
    return kernel.gradient(points, laid, parameters, gradient);
  }

  private float chunkGradient(int[] chosen) {
    MlpPoints chunk = MlpPoints.list(inputs(chosen));
    float[] values = new float[shape.outputs() * chosen.length];
    for (int c = 0; c < shape.outputs(); c++) {
      for (int i = 0; i < chosen.length; i++) {
        values[c * chosen.length + i] = target[c * points.count() + chosen[i]];
      }
    }
    return kernel.gradient(chunk, chunk.lay(values, shape.outputs()), parameters, gradient);
  }

  /** [inputs][chosen], the network inputs at some points of the grid. */
  private float[][] inputs(int[] chosen) {
    float[][] inputs = new float[points.inputs()][chosen.length];
    for (int k = 0; k < inputs.length; k++) {
      float[] all = points.coordinates(k);
      for (int i = 0; i < chosen.length; i++) {
        inputs[k][i] = all[checked(chosen[i])];
      }
    }
    return inputs;
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
    if (values.length != target.length) {
      throw new IllegalArgumentException(
          "retarget needs %d values: %d".formatted(target.length, values.length));
    }
    target = values.clone();
    laid = points.lay(target, shape.outputs());
  }

  @Override
  public double loss(int[] chosen) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException("loss needs at least one point");
    }
    float[] values = outputs(MlpPoints.list(inputs(chosen)));
    double sum = 0;
    for (int c = 0; c < shape.outputs(); c++) {
      for (int i = 0; i < chosen.length; i++) {
        double e = values[c * chosen.length + i] - target[c * points.count() + chosen[i]];
        sum += e * e;
      }
    }
    return sum / values.length;
  }

  private int checked(int point) {
    return Objects.checkIndex(point, points.count());
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return outputs(MlpGeometry.points(config, signal.grid(), at));
  }

  @Override
  public float[] evaluateGrid() {
    return outputs(points);
  }

  private float[] outputs(MlpPoints where) {
    float[] out = new float[shape.outputs() * where.count()];
    kernel.evaluate(where, parameters, out);
    return out;
  }

  @Override
  public Field field() {
    return Field.on(signal.grid(), signal.normalisation())
        .floats(MlpFields.PARAMETERS, parameters.clone())
        .build();
  }

  @Override
  public void close() {
    kernel.close();
  }

  AdamState adam() {
    return adam;
  }
}
