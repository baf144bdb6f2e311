package io.anchorage.family.mlp;

import io.anchorage.field.Coordinates;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.start.SignalLoss;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The loss of one signal as a function of a coordinate MLP's parameters. */
final class MlpLoss implements SignalLoss {
  private final MlpConfig config;
  private final Signal signal;
  private final Optional<PixelPasses> passes;
  private final MlpKernel kernel;
  private final MlpShape shape;
  private final MlpPoints points;
  private final Optional<LinearSolve> solve;
  private float[] target;
  private float[] laid;

  /**
   * The loss of a task's signal.
   *
   * @param team shares the work of a large signal
   */
  MlpLoss(FitRecipe recipe, FitTask task, Kernels kernels, Team team) {
    this.config = (MlpConfig) recipe.family();
    this.signal = task.signal();
    this.passes = PixelPasses.of(recipe, task);
    this.shape = MlpGeometry.shape(config, signal.grid().dimensions(), signal.channels());
    this.kernel = kernels.mlp(shape, team);
    this.points = MlpGeometry.points(config, signal.grid());
    this.solve =
        config.lastLayer() == LastLayer.SOLVED
            ? Optional.of(new LinearSolve(shape, points, kernel, kernels))
            : Optional.empty();
    retarget(signal.values());
  }

  Signal signal() {
    return signal;
  }

  /** Sees other values from now on: [channels][points], copied. */
  void retarget(float[] values) {
    if (values.length != shape.outputs() * points.count()) {
      throw new IllegalArgumentException(
          "retarget needs %d values: %d"
              .formatted(shape.outputs() * points.count(), values.length));
    }
    target = values.clone();
    laid = points.lay(target, shape.outputs());
  }

  @Override
  public float gradient(int taken, float[] parameters, float[] gradient) {
    float loss =
        passes.isPresent()
            ? chunkGradient(passes.get().of(taken), parameters, gradient)
            : kernel.gradient(points, laid, parameters, gradient);
    if (solve.isPresent()) {
      Arrays.fill(gradient, shape.weights(shape.depth()), gradient.length, 0f);
    }
    return loss;
  }

  @Override
  public void settle(float[] parameters) {
    solve.ifPresent(linear -> linear.into(laid, parameters));
  }

  private float chunkGradient(int[] chosen, float[] parameters, float[] gradient) {
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
        inputs[k][i] = all[Objects.checkIndex(chosen[i], points.count())];
      }
    }
    return inputs;
  }

  /** The mean squared error over some points of the grid; see {@code FitSession.loss}. */
  double over(int[] chosen, float[] parameters) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException("loss needs at least one point");
    }
    float[] values = outputs(MlpPoints.list(inputs(chosen)), parameters);
    double sum = 0;
    for (int c = 0; c < shape.outputs(); c++) {
      for (int i = 0; i < chosen.length; i++) {
        double e = values[c * chosen.length + i] - target[c * points.count() + chosen[i]];
        sum += e * e;
      }
    }
    return sum / values.length;
  }

  /** The values at any coordinates of the grid's space. */
  float[] values(Coordinates at, float[] parameters) {
    return outputs(MlpGeometry.points(config, signal.grid(), at), parameters);
  }

  @Override
  public float[] values(float[] parameters) {
    return outputs(points, parameters);
  }

  private float[] outputs(MlpPoints where, float[] parameters) {
    float[] out = new float[shape.outputs() * where.count()];
    kernel.evaluate(where, parameters, out);
    return out;
  }

  @Override
  public void close() {
    kernel.close();
  }
}
