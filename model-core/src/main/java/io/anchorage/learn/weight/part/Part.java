package io.anchorage.learn.weight.part;

import io.anchorage.kernel.MlpShape;
import java.util.ArrayList;
import java.util.List;

/**
 * One weight matrix or bias vector of a network. Axis l, for l = 0 .. layers, counts the units of
 * level l: the inputs, the hidden layers, the outputs. W_l lies on axes l and l + 1, b_l on axis l
 * + 1. Some of the axes are sets, whose units are exchangeable; the others are folded into the
 * channels, entry by entry: features are [networks, units of each set axis, entries x width].
 *
 * @param name unique in the network
 * @param layer l
 * @param weight whether it is a matrix
 * @param axes that are sets, ascending; at most two
 * @param entries along the folded axis; 1 if none is folded
 * @param folded whether an axis is folded
 */
public record Part(
    String name, int layer, boolean weight, List<Integer> axes, int entries, boolean folded) {

  /** All parts, matrices first, where the units of hidden layers are exchangeable. */
  public static List<Part> ofHiddenUnits(MlpShape shape) {
    return of(shape, 1, shape.layers() - 1);
  }

  /** All parts, matrices first, where inputs and outputs are treated as exchangeable, too. */
  public static List<Part> ofAllUnits(MlpShape shape) {
    return of(shape, 0, shape.layers());
  }

  private static List<Part> of(MlpShape shape, int first, int last) {
    List<Part> parts = new ArrayList<>();
    for (int l = 0; l < shape.layers(); l++) {
      List<Integer> axes = new ArrayList<>();
      int entries = 1;
      if (l >= first) {
        axes.add(l);
      } else {
        entries *= shape.fanIn(l);
      }
      if (l + 1 <= last) {
        axes.add(l + 1);
      } else {
        entries *= shape.fanOut(l);
      }
      parts.add(new Part("w" + l, l, true, List.copyOf(axes), entries, axes.size() < 2));
    }
    for (int l = 0; l < shape.layers(); l++) {
      boolean set = l + 1 <= last;
      parts.add(
          new Part(
              "b" + l,
              l,
              false,
              set ? List.of(l + 1) : List.of(),
              set ? 1 : shape.fanOut(l),
              !set));
    }
    return List.copyOf(parts);
  }

  /** The axes that are sets here and in another part, ascending. */
  public List<Integer> shared(Part other) {
    return axes.stream().filter(other.axes()::contains).toList();
  }
}
