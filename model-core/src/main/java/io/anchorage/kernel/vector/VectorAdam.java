package io.anchorage.kernel.vector;

import io.anchorage.kernel.AdamState;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link AdamState.Step#update}, one parameter per lane. */
final class VectorAdam {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private VectorAdam() {}

  static void update(
      AdamState.Step step, float[] p, float[] m, float[] v, float[] g, int from, int to) {
    int whole = from + S.loopBound(to - from);
    FloatVector root = FloatVector.broadcast(S, step.root());
    FloatVector rate = FloatVector.broadcast(S, step.rate());
    FloatVector take1 = FloatVector.broadcast(S, step.take1());
    FloatVector take2 = FloatVector.broadcast(S, step.take2());
    for (int i = from; i < whole; i += Lanes.LENGTH) {
      FloatVector gradient = FloatVector.fromArray(S, g, i);
      FloatVector first = gradient.fma(take1, FloatVector.fromArray(S, m, i).mul(step.keep1()));
      FloatVector second =
          gradient.mul(gradient).fma(take2, FloatVector.fromArray(S, v, i).mul(step.keep2()));
      first.intoArray(m, i);
      second.intoArray(v, i);
      FloatVector denominator = second.lanewise(VectorOperators.SQRT).div(root).add(step.epsilon());
      first.div(denominator).fma(rate, FloatVector.fromArray(S, p, i)).intoArray(p, i);
    }
    step.update(p, m, v, g, whole, to);
  }
}
