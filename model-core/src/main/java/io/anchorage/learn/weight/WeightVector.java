package io.anchorage.learn.weight;

import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.ViewKind;
import io.anchorage.cloud.ViewShape;
import io.anchorage.kernel.MlpShape;
import java.util.Optional;

/**
 * All parameters of a field, concatenated into a single feature vector; or other numbers that are
 * to be read as such.
 *
 * <p>Not a record, because its array is shared and never compared.
 */
public final class WeightVector implements FieldView {
  /** Weight vectors as a kind of view. */
  public static final ViewKind<WeightVector> KIND =
      new ViewKind<>(WeightVector.class, "weight vector", "weight vectors", "weights");

  private final float[] weights;
  private final float[] features;
  private final ViewShape shape;

  /**
   * @param weights shared, not copied
   */
  public WeightVector(float[] weights) {
    this(weights, weights, null);
  }

  private WeightVector(float[] weights, float[] features, ViewShape shape) {
    this.weights = weights;
    this.features = features;
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
    return new WeightVector(weights, weights, shape);
  }

  @Override
  public ViewKind<?> kind() {
    return KIND;
  }

  @Override
  public ViewShape shape() {
    return shape == null ? ViewShape.of(features.length) : shape;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int dim() {
    return features.length;
  }

  /** The vector's own array: do not modify. */
  @Override
  public float[] features() {
    return features;
  }

  /**
   * The parameters as they are without standardisation: for models that see standardised features
   * and evaluate the network, too. The vector's own array: do not modify.
   */
  public float[] parameters() {
    return weights;
  }

  @Override
  public WeightVector withFeatures(float[] other, int otherDim) {
    return new WeightVector(other, other, other.length == weights.length ? shape : null);
  }

  @Override
  public WeightVector standardised(float[] standardised) {
    return new WeightVector(weights, standardised, shape);
  }

  @Override
  public Optional<String> flaw() {
    if (features.length == 0) {
      return Optional.of("has no weights");
    }
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        return Optional.of("has weight %s at index %d".formatted(features[i], i));
      }
    }
    return Optional.empty();
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * weights.length;
  }
}
