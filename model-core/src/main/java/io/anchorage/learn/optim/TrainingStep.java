package io.anchorage.learn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One training step: the loss of a forward pass, its gradient with respect to all weights, the
 * gradient's norm clipped, AdamW. Every training takes its steps here.
 */
public final class TrainingStep {
  private static final String WEIGHTS = "weights/";
  private static final String STEPS = "steps";

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
   * Takes one step. Every intermediate array is freed at its end. If the loss or its gradient is
   * not finite, nothing is updated and {@code after} is not called: callers check the result.
   *
   * @param learningRate of this step
   * @param beta1 decay of the first moment in this step
   * @param forward computes the loss; gradients are recorded while it runs
   * @param after receives {@link Loss#seen} once the weights have been updated
   * @return the loss before the step; NaN if its gradient is not finite
   */
  public <T> double take(
      double learningRate, double beta1, Function<Pass, Loss<T>> forward, Consumer<T> after) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Recording<T> recording = record(forward);
      double loss = recording.value();
      if (!Double.isFinite(loss)) {
        return loss;
      }
      if (!descends(recording.pass.gradient(), learningRate, beta1)) {
        return Double.NaN;
      }
      after.accept(recording.loss.seen());
      return loss;
    }
  }

  /**
   * A part of a batch that has a forward pass of its own.
   *
   * @param share of the batch's samples, in (0, 1]; the shares of a step's parts sum to 1
   * @param forward computes the mean loss of the part's samples
   * @param seen receives {@link Loss#seen} while its arrays are there
   */
  public record Part<T>(double share, Function<Pass, Loss<T>> forward, Consumer<T> seen) {}

  /**
   * Takes one step by the gradients of a batch's parts, one after the other: the gradient of the
   * mean over the batch, in the memory of its largest part. If a loss is not finite, the parts
   * after it are left out and nothing is updated; nor is anything if the gradient is not finite.
   *
   * @param parts at least one
   * @return the batch's mean loss before the step; NaN if its gradient is not finite
   */
  public <T> double take(double learningRate, double beta1, List<Part<T>> parts) {
    if (parts.size() == 1) {
      Part<T> whole = parts.get(0);
      return take(learningRate, beta1, whole.forward(), whole.seen());
    }
    try (NDArray gradient = weights.values().zerosLike()) {
      double loss = 0;
      for (int i = 0; i < parts.size() && Double.isFinite(loss); i++) {
        loss += add(parts.get(i), gradient);
      }
      if (!Double.isFinite(loss)) {
        return loss;
      }
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        return descends(gradient, learningRate, beta1) ? loss : Double.NaN;
      }
    }
  }

  /** Adds a part's gradient to that of the batch. @return its share of the loss */
  private <T> double add(Part<T> part, NDArray gradient) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Recording<T> recording = record(part.forward());
      gradient.addi(recording.pass.gradient().mul(part.share()));
      part.seen().accept(recording.loss.seen());
      return part.share() * recording.value();
    }
  }

  private static final class Recording<T> {
    private Pass pass;
    private Loss<T> loss;

    double value() {
      return loss.value().toType(DataType.FLOAT64, true).getDouble();
    }
  }

  private <T> Recording<T> record(Function<Pass, Loss<T>> forward) {
    Recording<T> recording = new Recording<>();
    Tensors.differentiate(
        () -> {
          recording.pass = Pass.training(torch, manager, weights);
          recording.loss = forward.apply(recording.pass);
          return recording.loss.value();
        });
    return recording;
  }

  /** Takes the step, unless the gradient is not finite: its norm says whether it is. */
  private boolean descends(NDArray gradient, double learningRate, double beta1) {
    double most = clipNorm > 0 ? clipNorm : Double.POSITIVE_INFINITY;
    if (!Double.isFinite(GradientClip.toNorm(gradient, most))) {
      return false;
    }
    optimiser.step(weights.values(), gradient, learningRate, beta1);
    return true;
  }

  /** Weights and moments as they are now, copied to the host: all that later steps depend on. */
  public TensorFile snapshot() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    weights.tensors().forEach((name, tensor) -> tensors.put(WEIGHTS + name, tensor));
    AdamWState state = optimiser.state();
    state.addTo(tensors);
    return new TensorFile(tensors, new TreeMap<>(Map.of(STEPS, Long.toString(state.steps()))));
  }

  /**
   * Continues from a {@link #snapshot} of a training of the same model and optimiser.
   *
   * @throws IllegalArgumentException in one line, if it is of another, or damaged
   */
  public void restore(TensorFile snapshot) {
    SortedMap<String, Tensor> own = new TreeMap<>();
    snapshot
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(WEIGHTS)) {
                own.put(name.substring(WEIGHTS.length()), tensor);
              }
            });
    weights.load(own);
    optimiser.restore(
        AdamWState.of(Long.parseLong(snapshot.metadata().get(STEPS)), snapshot.tensors()));
  }

  /** The optimiser, for its state and step count. */
  public AdamW optimiser() {
    return optimiser;
  }
}
