package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.AffineMap;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * New features of edges,
 *
 * <pre>
 * e_uv becomes (W e_uv) phi(iota(x_u), iota(x_v)),   iota(x) = rho(x) + rho(-x) or |x|
 * </pre>
 *
 * phi's first linear map is applied to the units, of which there are fewer than edges.
 */
final class EdgeUpdate {
  private final int width;
  private final Linear linear;
  private final Mlp rho;
  private final Mlp phi;

  EdgeUpdate(ModelParameters plan, String name, ScaleGmnConfig config) {
    this.width = config.width();
    this.linear = Linear.withoutBias(plan, name, width, width);
    this.rho =
        config.invariant() == ScaleGmnConfig.Signs.SUM
            ? new Mlp(plan, name + ".rho", width, width, width)
            : null;
    this.phi = new Mlp(plan, name + ".phi", 2 * width, width, width);
  }

  /**
   * Updates some layers of edges.
   *
   * @param which layers of edges; l leads from nodes l to nodes l + 1
   * @param nodes [networks, units, channels] by layer of nodes
   */
  SortedMap<Integer, Features> apply(
      Pass pass,
      SortedSet<Integer> which,
      Map<Integer, Features> edges,
      Map<Integer, NDArray> nodes,
      Dropout dropout) {
    List<AffineMap> ends = phi.start(pass).ofInputs(width);
    if (rho != null) {
      AffineMap pair = rho.pairEnd(pass);
      ends = ends.stream().map(map -> map.after(pair)).toList();
    }
    Map<Integer, NDArray> seen = new TreeMap<>();
    for (int l : which) {
      for (int at = l; at <= l + 1; at++) {
        seen.computeIfAbsent(at, n -> iota(pass, nodes.get(n), dropout));
      }
    }
    SortedMap<Integer, Features> updated = new TreeMap<>();
    for (int l : which) {
      NDArray from = ends.get(0).apply(seen.get(l)).expandDims(2);
      NDArray to = ends.get(1).apply(seen.get(l + 1)).expandDims(1);
      NDArray gate = phi.fromHidden(pass, from.add(to), dropout);
      updated.put(l, Features.of(edges.get(l).mapped(linear.map(pass)).mul(gate)));
    }
    return updated;
  }

  private NDArray iota(Pass pass, NDArray nodes, Dropout dropout) {
    return rho == null ? nodes.abs() : rho.pairStart(pass, Features.of(nodes), dropout);
  }
}
