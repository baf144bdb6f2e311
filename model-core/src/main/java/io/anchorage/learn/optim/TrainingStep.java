package io.anchorage.learn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One training step: the loss of a forward pass, its gradient with respect to all weights, the
 * gradient's norm clipped, AdamW. Every training takes its steps here.
 */
public final class TrainingStep {
  private final Tensors torch;
  private final NDManager manager;
  private final Weights weights;
  private final AdamW optimiser;
  private final double clipNorm;

  /**
   * @param manager allocates the batches' arrays and owns the optimiser's moments
   * @param weights updated by each step
   * @param clipNorm the largest Euclidean norm of all gradients together; 0 disables clipping
   */
  public TrainingStep(
      Tensors torch, NDManager manager, Weights weights, AdamWConfig optimiser, double clipNorm) {
    this.torch = torch;
    this.manager = manager;
    this.weights = weights;
    this.optimiser = new AdamW(optimiser, manager, weights.values());
    this.clipNorm = clipNorm;
  }

  /**
   * The result of a forward pass.
   *
   * @param value the scalar to minimise
   * @param seen whatever else the caller reads from the pass
   */
  public record Loss<T>(NDArray value, T seen) {}

  /**
   * Takes one step at the optimiser's configured rate.
   *
   * @see #take(double, double, Function, Consumer)
   */
  public <T> double take(Function<Pass, Loss<T>> forward, Consumer<T> after) {
    return take(optimiser.config().learningRate(), optimiser.config().beta1(), forward, after);
  }

  /**
   * Takes one step. Every intermediate array is freed at its end. If the loss is not finite,
   * nothing is updated and {@code after} is not called: callers check the result.
   *
   * @param learningRate of this step
   * @param beta1 decay of the first moment in this step
   * @param forward computes the loss; gradients are recorded while it runs
   * @param after receives {@link Loss#seen} once the weights have been updated
   * @return the loss before the step
   */
  public <T> double take(
      double learningRate, double beta1, Function<Pass, Loss<T>> forward, Consumer<T> after) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Recording<T> recording = new Recording<>();
      Tensors.differentiate(
          () -> {
            recording.pass = Pass.training(torch, manager, weights);
            recording.loss = forward.apply(recording.pass);
            return recording.loss.value();
          });
      double loss = recording.loss.value().toType(DataType.FLOAT64, true).getDouble();
      if (Double.isFinite(loss)) {
        descend(recording.pass.gradient(), learningRate, beta1);
        after.accept(recording.loss.seen());
      }
      return loss;
    }
  }

  private static final class Recording<T> {
    private Pass pass;
    private Loss<T> loss;
  }

  private void descend(NDArray gradient, double learningRate, double beta1) {
    if (clipNorm > 0) {
      GradientClip.toNorm(gradient, clipNorm);
    }
    optimiser.step(weights.values(), gradient, learningRate, beta1);
  }

  /** The optimiser, for its state and step count. */
  public AdamW optimiser() {
    return optimiser;
  }
}
