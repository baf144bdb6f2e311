package io.anchorage.learn.weight;

import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.ViewKind;
import io.anchorage.cloud.ViewShape;
import io.anchorage.kernel.MlpShape;
import java.util.Optional;

/**
 * All parameters of a field, concatenated into a single feature vector.
 *
 * <p>Not a record, because its array is shared and never compared.
 */
public final class WeightVector implements FieldView {
  /** Weight vectors as a kind of view. */
  public static final ViewKind<WeightVector> KIND =
      new ViewKind<>(WeightVector.class, "weight vector", "weight vectors", "weights");

  private final float[] weights;
  private final ViewShape shape;

  /**
   * @param weights shared, not copied
   */
  public WeightVector(float[] weights) {
    this(weights, null);
  }

  private WeightVector(float[] weights, ViewShape shape) {
    this.weights = weights;
    this.shape = shape;
  }

  /**
   * The parameters of a network.
   *
   * @param weights in the layout of {@link MlpShape}; shared, not copied
   */
  public static WeightVector of(MlpShape network, float[] weights) {
    ViewShape shape = ViewShape.of(network);
    if (shape.dim() != weights.length) {
      throw new IllegalArgumentException(
          "The network has %d parameters, not %d".formatted(shape.dim(), weights.length));
    }
    return new WeightVector(weights, shape);
  }

  @Override
  public ViewKind<?> kind() {
    return KIND;
  }

  @Override
  public ViewShape shape() {
    return shape == null ? ViewShape.of(weights.length) : shape;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int dim() {
    return weights.length;
  }

  /** The vector's own array: do not modify. */
  @Override
  public float[] features() {
    return weights;
  }

  @Override
  public WeightVector withFeatures(float[] other, int otherDim) {
    return new WeightVector(other, other.length == weights.length ? shape : null);
  }

  @Override
  public Optional<String> flaw() {
    if (weights.length == 0) {
      return Optional.of("has no weights");
    }
    for (int i = 0; i < weights.length; i++) {
      if (!Float.isFinite(weights[i])) {
        return Optional.of("has weight %s at index %d".formatted(weights[i], i));
      }
    }
    return Optional.empty();
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * weights.length;
  }
}
