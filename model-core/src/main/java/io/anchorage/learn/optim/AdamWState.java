package io.anchorage.learn.optim;

/**
 * The state of {@link AdamW} between steps.
 *
 * <p>Not a record, because its arrays are large, shared and never compared.
 */
public final class AdamWState {
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
