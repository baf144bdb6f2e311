package io.anchorage.cloud;

/**
 * The weights of the classes in a sample's label: a single class, or a mixture.
 *
 * <p>Not a record, because its array is compared by content only in tests.
 */
public final class ClassWeights {
  private final float[] weights;

  private ClassWeights(float[] weights) {
    this.weights = weights;
  }

  /**
   * One class.
   *
   * @param label 0 .. classes - 1
   * @throws IllegalArgumentException if there is no such class
   */
  public static ClassWeights of(int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "Label must be in 0 .. %d: %d".formatted(classes - 1, label));
    }
    float[] weights = new float[classes];
    weights[label] = 1;
    return new ClassWeights(weights);
  }

  /** {@code share} of this and {@code 1 - share} of another. */
  public ClassWeights mix(ClassWeights other, float share) {
    if (other.weights.length != weights.length) {
      throw new IllegalArgumentException(
          "Labels of %d and %d classes cannot be mixed"
              .formatted(weights.length, other.weights.length));
    }
    float[] mixed = new float[weights.length];
    for (int c = 0; c < mixed.length; c++) {
      mixed[c] = share * weights[c] + (1 - share) * other.weights[c];
    }
    return new ClassWeights(mixed);
  }

  public int classes() {
    return weights.length;
  }

  /** The weight of one class, in [0, 1]. */
  public float of(int label) {
    return weights[label];
  }

  /** The weight of each class. The label's own array: read it, do not write. */
  public float[] shares() {
    return weights;
  }

  /** The class of the largest weight; on a tie, the lowest. */
  public int label() {
    int best = 0;
    for (int c = 1; c < weights.length; c++) {
      if (weights[c] > weights[best]) {
        best = c;
      }
    }
    return best;
  }
}
