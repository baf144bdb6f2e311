package io.anchorage.learn.optim;

/**
 * What an {@link AdamW} remembers between steps.
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
   * @param firstMoment one a parameter; shared, not copied
   * @param secondMoment one a parameter; shared, not copied
   * @param largestSecondMoment one a parameter, or empty without amsgrad; shared, not copied
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

  /** The state's own array: read it, do not write. */
  public float[] firstMoment() {
    return firstMoment;
  }

  /** The state's own array: read it, do not write. */
  public float[] secondMoment() {
    return secondMoment;
  }

  /** The state's own array: read it, do not write. */
  public float[] largestSecondMoment() {
    return largestSecondMoment;
  }
}
