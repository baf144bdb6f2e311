package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A function of the features of units that changes sign with them where they are hidden:
 *
 * <pre>
 * hidden units         Eq(x) = (W x) g(x), g an invariant
 * inputs and outputs   (W x) mlp(x), the same mlp for both (gates),
 *                      or an mlp(x) for each in place of all (maps)
 * </pre>
 */
final class Equivariant {
  private final Linear linear;
  private final Invariant gate;
  private final boolean gatesAtEnds;
  private final Map<NodeKind, Mlp> ends = new EnumMap<>(NodeKind.class);

  /**
   * @param kinds that it is applied to; there are no parameters for others
   */
  Equivariant(
      ModelParameters plan, String name, int inputs, ScaleGmnConfig config, Set<NodeKind> kinds) {
    int width = config.width();
    boolean hidden = kinds.contains(NodeKind.HIDDEN);
    this.gatesAtEnds = config.ends() == ScaleGmnConfig.Ends.GATES;
    this.linear = hidden || gatesAtEnds ? Linear.withoutBias(plan, name, inputs, width) : null;
    this.gate = hidden ? new Invariant(plan, name + ".gate", inputs, config) : null;
    for (NodeKind kind : kinds) {
      if (kind == NodeKind.HIDDEN) {
        continue;
      }
      if (!gatesAtEnds) {
        ends.put(kind, new Mlp(plan, name + "." + kind.label(), inputs, width, width));
      } else if (ends.isEmpty()) {
        Mlp shared = new Mlp(plan, name + ".ends", inputs, width, width);
        ends.put(NodeKind.INPUT, shared);
        ends.put(NodeKind.OUTPUT, shared);
      }
    }
  }

  NDArray apply(Pass pass, NodeKind kind, Features x, Dropout dropout) {
    if (kind == NodeKind.HIDDEN) {
      return x.mapped(linear.map(pass)).mul(gate.apply(pass, x, dropout));
    }
    NDArray own = ends.get(kind).apply(pass, x, dropout);
    return gatesAtEnds ? x.mapped(linear.map(pass)).mul(own) : own;
  }
}
