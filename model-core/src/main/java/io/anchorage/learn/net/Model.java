package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.ViewKind;
import io.anchorage.kernel.random.Philox;
import java.util.List;
import java.util.Optional;

/**
 * A classifier of fields. Evaluation is deterministic; the logits of a field depend on that field
 * alone, up to rounding.
 *
 * @param <V> the view of a field that the model takes
 */
public interface Model<V extends FieldView> {
  /** The kind of view that the model takes. */
  ViewKind<V> takes();

  /**
   * How many numbers the largest array has that the model makes of one view; bounds how many views
   * go through it at once.
   *
   * @param view of the kind that it takes
   */
  default long numbers(FieldView view) {
    return (long) view.rows() * view.dim();
  }

  /**
   * Whether in training the logits of a view depend on the other views of its batch by more than
   * buffers, whose statistics are those of a batch. Such a batch is never cut into parts.
   */
  default boolean joinsBatch() {
    return false;
  }

  /**
   * What the model takes from the training samples before its first step; empty if nothing.
   *
   * @param manager owns its arrays
   */
  default Optional<FirstLook<V>> firstLook(NDManager manager) {
    return Optional.empty();
  }

  /**
   * Prepares a batch on the host: orders, neighbours, cells. Uses no tensors, so it may run on
   * another thread than the model.
   *
   * @param views at least one, with normalised features
   */
  Batch arrange(List<V> views);

  /**
   * Prepares a training batch.
   *
   * @param draws the batch's random numbers
   */
  default Batch arrangeToTrain(List<V> views, Philox draws) {
    return arrange(views);
  }

  /** {@link #arrange} for a caller that does not know the kind of view. */
  default Batch arrangeAny(List<? extends FieldView> views) {
    return arrange(takes().all(views));
  }

  /** {@link #arrangeToTrain} for a caller that does not know the kind of view. */
  default Batch arrangeAnyToTrain(List<? extends FieldView> views, Philox draws) {
    return arrangeToTrain(takes().all(views), draws);
  }

  /** A batch, ready for the model. */
  @FunctionalInterface
  interface Batch {
    /** Runs the model. @return [views, classes], before the softmax */
    NDArray logits(Pass pass);

    /**
     * Runs the model in training. By default the mean cross-entropy of its logits is what is
     * minimised; a model that learns from more than labels adds to it.
     *
     * @param truth [views][classes], the target distribution over classes, row-major
     */
    default Objective objective(Pass pass, float[] truth) {
      NDArray logits = logits(pass);
      return new Objective(CrossEntropy.mean(pass, logits, truth), logits);
    }
  }

  /**
   * What a training step minimises, and what its accuracy is counted from.
   *
   * @param loss a scalar
   * @param logits [views, classes]
   */
  record Objective(NDArray loss, NDArray logits) {}
}
