package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.ViewKind;
import io.anchorage.kernel.random.Philox;
import java.util.List;

/**
 * A classifier of fields. Evaluation is deterministic, and the logits of a field depend on that
 * field alone, up to rounding.
 *
 * @param <V> what it sees of a field
 */
public interface Model<V extends FieldView> {
  /** What it sees of a field. */
  ViewKind<V> takes();

  /**
   * Arranges a batch on the host: orders, neighbours, cells. Uses no tensors, so that it may run in
   * another thread than the model.
   *
   * @param views at least one, with normalised features
   */
  Batch arrange(List<V> views);

  /**
   * Arranges a batch to train on.
   *
   * @param draws the batch's random numbers
   */
  default Batch arrangeToTrain(List<V> views, Philox draws) {
    return arrange(views);
  }

  /** {@link #arrange} of views whose kind the caller does not know. */
  default Batch arrangeAny(List<? extends FieldView> views) {
    return arrange(takes().all(views));
  }

  /** {@link #arrangeToTrain} of views whose kind the caller does not know. */
  default Batch arrangeAnyToTrain(List<? extends FieldView> views, Philox draws) {
    return arrangeToTrain(takes().all(views), draws);
  }

  /** An arranged batch. */
  @FunctionalInterface
  interface Batch {
    /**
     * Runs the model.
     *
     * @return [views, classes], before the softmax
     */
    NDArray logits(Pass pass);
  }
}
