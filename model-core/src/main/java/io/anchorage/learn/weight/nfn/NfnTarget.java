package io.anchorage.learn.weight.nfn;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one part of a network becomes in a layer:
 *
 * <pre>
 * W_l' = A W_l + lin(content of axis l) over columns + lin(content of axis l + 1) over rows
 *              + lin(common content) over both
 * b_l' =         lin(content of axis l + 1)          + lin(common content)
 * </pre>
 *
 * where the axes are sets. A folded matrix has no summand of its own: its entries are in the
 * content of its axis. All maps of a sum start uniformly within 1 / sqrt(sum of their inputs).
 */
final class NfnTarget {
  /** A content and its linear map. */
  private record Seen(Content content, Linear map) {}

  private final Optional<Linear> own;
  private final List<Seen> seen = new ArrayList<>();

  /**
   * @param contents of each of the part's axes, and the common one
   * @param inputs width of features
   */
  NfnTarget(
      ModelParameters plan,
      String name,
      Part part,
      List<Content> contents,
      int inputs,
      int outputs) {
    boolean matrix = part.axes().size() == 2;
    int fanIn = matrix ? inputs : 0;
    for (Content content : contents) {
      fanIn += content.channels(inputs);
    }
    Init start = Init.ofFanIn(fanIn);
    int width = part.entries() * outputs;
    this.own =
        matrix
            ? Optional.of(Linear.startedAt(plan, name + ".own", inputs, width, start, start))
            : Optional.empty();
    for (int c = 0; c < contents.size(); c++) {
      Content content = contents.get(c);
      String told = content.axes().isEmpty() ? ".common" : ".axis%d".formatted(c);
      seen.add(
          new Seen(
              content,
              Linear.startedAt(plan, name + told, content.channels(inputs), width, start, start)));
    }
  }

  /**
   * Applies the maps.
   *
   * @param features of the part itself
   * @param contents [networks, units, channels], or [networks, channels] of the common one
   */
  NDArray apply(Pass pass, NDArray features, Function<Content, NDArray> contents) {
    List<NDArray> told = new ArrayList<>();
    for (Seen each : seen) {
      told.add(each.map().apply(pass, contents.apply(each.content())));
    }
    NDArray common = told.get(told.size() - 1);
    if (told.size() == 1) {
      return common;
    }
    NDArray first = told.get(0).addi(common.expandDims(1));
    if (own.isEmpty()) {
      return first;
    }
    NDArray mapped = own.get().apply(pass, features);
    return mapped.addi(first.expandDims(2)).addi(told.get(1).expandDims(1));
  }
}
