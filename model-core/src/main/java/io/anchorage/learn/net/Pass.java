package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * One run of a model over one batch: the parameters it uses, and whether it trains. Intermediate
 * arrays belong to the current thread's scope.
 */
public final class Pass {
  private final Tensors torch;
  private final NDManager manager;
  private final Weights weights;
  private final NDArray leaf;
  private final NDList views;

  private Pass(Tensors torch, NDManager manager, Weights weights, NDArray leaf, NDArray seen) {
    this.torch = torch;
    this.manager = manager;
    this.weights = weights;
    this.leaf = leaf;
    this.views = weights.views(seen);
  }

  /**
   * A training pass: batch statistics, and gradients. Create it where gradients are being recorded.
   *
   * @param manager allocates the batch's arrays
   */
  public static Pass training(Tensors torch, NDManager manager, Weights weights) {
    NDArray leaf = weights.values().stopGradient();
    leaf.setRequiresGradient(true);
    return new Pass(torch, manager, weights, leaf, leaf);
  }

  /** An evaluation pass. */
  public static Pass evaluation(Tensors torch, NDManager manager, Weights weights) {
    return new Pass(torch, manager, weights, null, weights.values());
  }

  public boolean training() {
    return leaf != null;
  }

  /**
   * The gradient with respect to all parameters, flat in their order; available after
   * differentiation.
   */
  public NDArray gradient() {
    return leaf.getGradient();
  }

  public NDArray of(Parameter parameter) {
    return views.get(parameter.index());
  }

  NDArray of(Buffer buffer) {
    return weights.of(buffer);
  }

  /** A batch of floats, converted to the model's type. */
  public NDArray floats(float[] values, long... shape) {
    NDArray array = manager.create(values, new Shape(shape));
    return torch.type() == DataType.FLOAT32 ? array : array.toType(torch.type(), false);
  }

  /** Row indices of the batch. */
  public NDArray indices(int[] values, long... shape) {
    return manager.create(values, new Shape(shape));
  }

  /**
   * {@code factor x}. DJL's own product with a number frees the number at once although PyTorch
   * keeps its address for the gradient; here it lives until the thread's scope ends.
   */
  public NDArray scaled(NDArray x, double factor) {
    NDArray number =
        torch.type() == DataType.FLOAT32 ? manager.create((float) factor) : manager.create(factor);
    return x.mul(number);
  }

  /** Zeros in the model's type. */
  public NDArray zeros(long... shape) {
    return manager.zeros(new Shape(shape), torch.type());
  }
}
