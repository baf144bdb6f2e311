package io.anchorage.learn.optim;

import io.anchorage.format.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The state of {@link AdamW} between steps.
 *
 * <p>Not a record, because its arrays are large, shared and never compared.
 */
public final class AdamWState {
  private static final String FIRST = "adam/first";
  private static final String SECOND = "adam/second";
  private static final String LARGEST = "adam/largest";

  private final long steps;
  private final float[] firstMoment;
  private final float[] secondMoment;
  private final float[] largestSecondMoment;

  /**
   * @param steps taken so far
   * @param firstMoment one per parameter; shared, not copied
   * @param secondMoment one per parameter; shared, not copied
   * @param largestSecondMoment one per parameter, or empty without amsgrad; shared, not copied
   */
  public AdamWState(
      long steps, float[] firstMoment, float[] secondMoment, float[] largestSecondMoment) {
    this.steps = steps;
    this.firstMoment = firstMoment;
    this.secondMoment = secondMoment;
    this.largestSecondMoment = largestSecondMoment;
  }

  /** Adds the moments to the arrays of a checkpoint. */
  public void addTo(Map<String, Tensor> tensors) {
    tensors.put(FIRST, flat(firstMoment));
    tensors.put(SECOND, flat(secondMoment));
    tensors.put(LARGEST, flat(largestSecondMoment));
  }

  /**
   * The state whose moments {@link #addTo} added.
   *
   * @throws IllegalArgumentException in one line, if they are missing
   */
  public static AdamWState of(long steps, Map<String, Tensor> tensors) {
    return new AdamWState(
        steps, numbers(tensors, FIRST), numbers(tensors, SECOND), numbers(tensors, LARGEST));
  }

  private static Tensor flat(float[] values) {
    return new Tensor(List.of(values.length), values);
  }

  private static float[] numbers(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("its array " + name + " is missing");
    }
    return tensor.data();
  }

  public long steps() {
    return steps;
  }

  /** The state's own array: do not modify. */
  public float[] firstMoment() {
    return firstMoment;
  }

  /** The state's own array: do not modify. */
  public float[] secondMoment() {
    return secondMoment;
  }

  /** The state's own array: do not modify. */
  public float[] largestSecondMoment() {
    return largestSecondMoment;
  }
}
