package io.anchorage.learn.weight.dws;

import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.part.Pool;

/** How the units of a set see each other. */
public enum SetLayer {
  /** By attention ({@link SetAttention}). */
  SAB,
  /** By their pool ({@link DeepSet}). */
  DS;

  UnitMap of(ModelParameters plan, String name, int inputs, int outputs, int heads, Pool pool) {
    return this == SAB
        ? new SetAttention(plan, name, inputs, outputs, heads)
        : new DeepSet(plan, name, inputs, outputs, pool);
  }
}
