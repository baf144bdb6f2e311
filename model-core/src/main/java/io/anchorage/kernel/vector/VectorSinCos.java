package io.anchorage.kernel.vector;

import io.anchorage.kernel.SinCos;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link SinCos}, one vector at a time: the same operations in the same order. */
final class VectorSinCos {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private VectorSinCos() {}

  /** Writes sin(x) to {@code sin[at ..]} and cos(x) to {@code cos[at ..]}, one vector of each. */
  static void into(FloatVector x, float[] sin, float[] cos, int at) {
    FloatVector round = FloatVector.broadcast(S, SinCos.ROUND);
    FloatVector shifted = x.fma(FloatVector.broadcast(S, SinCos.INVERSE_PI), round);
    IntVector sign = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
    FloatVector q = shifted.sub(round);
    FloatVector r = q.fma(FloatVector.broadcast(S, SinCos.MINUS_PI_1), x);
    r = q.fma(FloatVector.broadcast(S, SinCos.MINUS_PI_2), r);
    r = q.fma(FloatVector.broadcast(S, SinCos.MINUS_PI_3), r);
    FloatVector square = r.mul(r);
    signed(sine(r, square), sign).intoArray(sin, at);
    signed(cosine(square), sign).intoArray(cos, at);
  }

  private static FloatVector sine(FloatVector r, FloatVector square) {
    return square
        .fma(FloatVector.broadcast(S, SinCos.S11), FloatVector.broadcast(S, SinCos.S9))
        .fma(square, FloatVector.broadcast(S, SinCos.S7))
        .fma(square, FloatVector.broadcast(S, SinCos.S5))
        .fma(square, FloatVector.broadcast(S, SinCos.S3))
        .mul(square)
        .fma(r, r);
  }

  private static FloatVector cosine(FloatVector square) {
    return square
        .fma(FloatVector.broadcast(S, SinCos.C12), FloatVector.broadcast(S, SinCos.C10))
        .fma(square, FloatVector.broadcast(S, SinCos.C8))
        .fma(square, FloatVector.broadcast(S, SinCos.C6))
        .fma(square, FloatVector.broadcast(S, SinCos.C4))
        .fma(square, FloatVector.broadcast(S, SinCos.C2))
        .fma(square, FloatVector.broadcast(S, 1f));
  }

  private static FloatVector signed(FloatVector value, IntVector sign) {
    return value.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
  }
}
