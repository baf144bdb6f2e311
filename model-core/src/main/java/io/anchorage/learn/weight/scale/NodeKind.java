package io.anchorage.learn.weight.scale;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where in its network a unit stands. Signs are a symmetry of hidden units alone. */
enum NodeKind {
  INPUT,
  HIDDEN,
  OUTPUT;

  /**
   * The kind of the units of a layer of nodes.
   *
   * @param nodes 0 for the inputs, {@code last} for the outputs
   */
  static NodeKind of(int nodes, int last) {
    return nodes == 0 ? INPUT : nodes == last ? OUTPUT : HIDDEN;
  }

  /** The kinds that some layers of nodes have. */
  static Set<NodeKind> among(Collection<Integer> layers, int last) {
    Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
    layers.forEach(nodes -> kinds.add(of(nodes, last)));
    return kinds;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
