package io.anchorage.fit.djl;

/**
 * A fit's parameters and Adam moments on the host, flat in the family's layout.
 *
 * <p>Not a record, because the arrays are mutable and never compared.
 */
final class FitState {
  private final float[] parameters;
  private final float[] firstMoments;
  private final float[] secondMoments;

  FitState(float[] start) {
    this.parameters = start.clone();
    this.firstMoments = new float[start.length];
    this.secondMoments = new float[start.length];
  }

  float[] parameters() {
    return parameters;
  }

  float[] firstMoments() {
    return firstMoments;
  }

  float[] secondMoments() {
    return secondMoments;
  }

  /** Selects one of the three arrays. */
  @FunctionalInterface
  interface Part {
    float[] of(FitState state);
  }
}
