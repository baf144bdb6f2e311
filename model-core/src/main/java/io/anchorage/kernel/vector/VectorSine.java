package io.anchorage.kernel.vector;

/** The twin of {@code ScalarSine}. */
final class VectorSine implements VectorActivation {
  @Override
  public void apply(int layer, float[] m, int values, int derivatives, int size) {
    VectorSinCosPi.replace(m, values, derivatives, size);
  }
}
