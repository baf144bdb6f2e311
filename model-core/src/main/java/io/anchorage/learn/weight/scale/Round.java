package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One round of messages,
 *
 * <pre>
 * x_v becomes S x_v + Eq(x_v, m_v from below [, m_v from above])
 * </pre>
 *
 * where S is left out without skip connections, followed by dropout. Inputs have no messages from
 * below, outputs none from above: zeros. Edges change with the units as they were before the round;
 * what is told from above always goes by the edges' first features, as in the published code.
 */
final class Round {
  private final int width;
  private final int last;
  private final SortedSet<Integer> nodes;
  private final SortedSet<Integer> updated;
  private final Messages up;
  private final Messages down;
  private final Equivariant update;
  private final Linear skip;
  private final EdgeUpdate edgeUpdate;

  /**
   * @param number from 1
   * @param last number of the outputs' layer of nodes
   */
  Round(ModelParameters plan, ScaleGmnConfig config, Reach reach, int number, int last) {
    this.width = config.width();
    this.last = last;
    this.nodes = reach.nodes().get(number);
    this.updated = reach.edges().get(number);
    String name = "round%d".formatted(number);
    Set<Integer> above = nodes.stream().filter(l -> l > 0).collect(Collectors.toSet());
    this.up = new Messages(plan, name + ".up", config, NodeKind.among(above, last));
    Set<Integer> below = nodes.stream().filter(l -> l < last).collect(Collectors.toSet());
    this.down =
        config.bothWays() && !below.isEmpty()
            ? new Messages(plan, name + ".down", config, NodeKind.among(below, last))
            : null;
    int inputs = (config.bothWays() ? 3 : 2) * width;
    this.update =
        new Equivariant(plan, name + ".update", inputs, config, NodeKind.among(nodes, last));
    this.skip = config.skip() ? Linear.withoutBias(plan, name + ".skip", width, width) : null;
    this.edgeUpdate = updated.isEmpty() ? null : new EdgeUpdate(plan, name + ".edges", config);
  }

  /**
   * Applies the round.
   *
   * @param before the round
   * @param first features of the edges before all rounds
   * @param dropouts of units between the rounds, and within MLPs
   */
  NetworkFeatures apply(
      Pass pass, NetworkFeatures before, Map<Integer, Features> first, Dropouts dropouts) {
    int networks = before.networks();
    SortedMap<Integer, Features> after = new TreeMap<>();
    for (int l : nodes) {
      NodeKind kind = NodeKind.of(l, last);
      NDArray x = before.nodes().get(l).whole(networks);
      NDArray none = pass.zeros(networks, x.size(1), width);
      NDArray below =
          l == 0
              ? none
              : up.sum(
                  pass,
                  kind,
                  before.edges().get(l - 1),
                  before.nodes().get(l - 1),
                  1,
                  dropouts.inside());
      Features told = Features.joined(x, below);
      if (first != null) {
        NDArray above =
            l == last
                ? none
                : down.sum(
                    pass, kind, first.get(l), before.nodes().get(l + 1), 2, dropouts.inside());
        told = Features.joined(x, below, above);
      }
      NDArray y = update.apply(pass, kind, told, dropouts.inside());
      if (skip != null) {
        y = y.add(skip.apply(pass, x));
      }
      after.put(l, Features.of(dropouts.between().apply(pass, y)));
    }
    return new NetworkFeatures(networks, after, edges(pass, before, dropouts));
  }

  private SortedMap<Integer, Features> edges(Pass pass, NetworkFeatures before, Dropouts dropouts) {
    if (edgeUpdate == null) {
      return new TreeMap<>();
    }
    SortedSet<Integer> ends = new TreeSet<>(updated);
    updated.forEach(l -> ends.add(l + 1));
    Map<Integer, NDArray> whole = new TreeMap<>();
    for (int l : ends) {
      whole.put(l, before.nodes().get(l).whole(before.networks()));
    }
    return edgeUpdate.apply(pass, updated, before.edges(), whole, dropouts.inside());
  }

  /** The dropout of units between rounds, and that within MLPs. */
  record Dropouts(Dropout between, Dropout inside) {}
}
