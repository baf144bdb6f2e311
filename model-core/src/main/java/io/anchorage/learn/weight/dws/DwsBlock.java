package io.anchorage.learn.weight.dws;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Part;
import io.anchorage.learn.weight.part.PartFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The map from one part of a network to another: of weights to weights, weights to biases, biases
 * to weights, biases to biases. What the two have in common decides:
 *
 * <pre>
 * no set axis       lin(pool x)            over all units, told to all units of the target
 * one set axis      set layer(pool x)      over the axis that is not shared, told along the target's
 *                                          other axis
 * both set axes     (lin x + lin(pool over rows) + lin(pool over columns) + lin(pool over both)) / 4
 * </pre>
 *
 * Folded axes are channels: the target's entries each have weights of their own. Each summand is
 * told on the axes that it still has; the layer adds those of equal axes before it repeats them
 * over others.
 */
final class DwsBlock {
  /**
   * One summand.
   *
   * @param axes that are kept of the source
   * @param share its factor
   */
  private record Term(List<Integer> axes, UnitMap map, double share) {}

  private final int copies;
  private final List<Term> terms = new ArrayList<>();

  /**
   * @param alike whether all entries of the target are told the same
   */
  DwsBlock(
      ModelParameters plan,
      String name,
      DwsConfig config,
      Part from,
      Part to,
      Sizes sizes,
      boolean alike) {
    this.copies = alike ? to.entries() : 1;
    int inputs = from.entries() * sizes.inputs();
    int outputs = to.entries() / copies * sizes.outputs();
    List<Integer> shared = from.shared(to);
    if (shared.size() == 2) {
      List<Integer> first = shared.subList(0, 1);
      List<Integer> second = shared.subList(1, 2);
      for (List<Integer> axes : List.of(shared, first, second, List.<Integer>of())) {
        String own = name + ".on" + axes.size() + (axes.equals(second) ? "b" : "");
        terms.add(new Term(axes, alone(plan, own, inputs, outputs), 0.25));
      }
    } else if (shared.size() == 1) {
      UnitMap map = config.setLayer().of(plan, name, inputs, outputs, sizes.heads(), config.pool());
      terms.add(new Term(shared, map, 1));
    } else {
      terms.add(new Term(shared, alone(plan, name, inputs, outputs), 1));
    }
  }

  /**
   * Widths of a layer.
   *
   * @param inputs features of an entry of the source
   * @param outputs features of an entry of the target
   * @param heads of attention
   */
  record Sizes(int inputs, int outputs, int heads) {}

  private static UnitMap alone(ModelParameters plan, String name, int inputs, int outputs) {
    return new UnitMap.Alone(UnitMap.linear(plan, name, inputs, outputs, 1));
  }

  /**
   * Tells the target.
   *
   * @param factor of all summands
   */
  void tell(Pass pass, PartFeatures from, double factor, Sums target) {
    for (Term term : terms) {
      NDArray y = term.map().apply(pass, from.on(term.axes()), factor * term.share());
      target.add(term.axes(), copies == 1 ? y : copied(y));
    }
  }

  private NDArray copied(NDArray y) {
    return NDArrays.concat(new NDList(Collections.nCopies(copies, y)), -1);
  }
}
