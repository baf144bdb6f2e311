package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.Set;

/**
 * What units are told by those that they are connected with,
 *
 * <pre>
 * m_v = sum over u of Eq((W_e e_uv) (W_v x_u))
 * </pre>
 *
 * An edge has the signs of both its ends, so that the product has that of v.
 */
final class Messages {
  private final Linear ofEdges;
  private final Linear ofUnits;
  private final Equivariant map;

  Messages(ModelParameters plan, String name, ScaleGmnConfig config, Set<NodeKind> targets) {
    int width = config.width();
    this.ofEdges = Linear.withoutBias(plan, name + ".edges", width, width);
    this.ofUnits = Linear.withoutBias(plan, name + ".units", width, width);
    this.map = new Equivariant(plan, name + ".map", width, config, targets);
  }

  /**
   * The messages from one layer to its neighbour.
   *
   * @param target kind of the units that are told
   * @param edges [networks, from, to, channels], from lower to upper layer
   * @param sources [networks, units, channels]
   * @param axis of the edges along which the sources lie: 1 for messages upwards, 2 for those down
   * @return [networks, targets, channels]
   */
  NDArray sum(
      Pass pass, NodeKind target, Features edges, Features sources, int axis, Dropout dropout) {
    Features product =
        edges.product(ofEdges.map(pass), sources.expanded(3 - axis), ofUnits.map(pass));
    return map.apply(pass, target, product, dropout).sum(new int[] {axis});
  }
}
