package io.anchorage.learn.weight.nfn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.weight.part.Part;
import io.anchorage.learn.weight.part.PartFeatures;
import java.util.ArrayList;
import java.util.List;

/**
 * What parts of a network show on some axes: means over their other axes.
 *
 * @param axes that are kept, none or one
 * @param pieces one after the other in the channels
 */
record Content(List<Integer> axes, List<Piece> pieces) {
  /**
   * What one part shows.
   *
   * @param part index
   * @param entries channels per feature: the part's folded entries, or 1 for their mean
   * @param mean whether the entries are averaged
   */
  record Piece(int part, int entries, boolean mean) {
    static Piece full(List<Part> parts, int part) {
      return new Piece(part, parts.get(part).entries(), false);
    }

    static Piece mean(int part) {
      return new Piece(part, 1, true);
    }
  }

  /**
   * What all networks' parts show to no unit in particular: the mean of each, and what is folded
   * entry by entry.
   */
  static Content common(List<Part> parts) {
    List<Piece> pieces = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      pieces.add(Piece.mean(p));
      if (parts.get(p).folded()) {
        pieces.add(Piece.full(parts, p));
      }
    }
    return new Content(List.of(), pieces);
  }

  /**
   * What the units of one axis see of themselves: for axis k the mean of each column of W_(k-1),
   * the bias, the mean of each row of W_k; where W_0 and the last matrix are folded, their entries,
   * too. A layer does not see the mean of its own matrix's entries beside these entries.
   *
   * @param biasToLast whether the last matrix sees the biases before it
   */
  static Content of(List<Part> parts, Part target, int axis, boolean biasToLast) {
    int last = parts.size() / 2 - 1;
    List<Piece> pieces = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      Part source = parts.get(p);
      boolean hidden = !biasToLast && !source.weight() && target.weight() && target.layer() == last;
      if (!source.axes().contains(axis) || hidden) {
        continue;
      }
      pieces.add(Piece.full(parts, p));
      if (source.folded() && source.layer() != target.layer()) {
        pieces.add(Piece.mean(p));
      }
    }
    return new Content(List.of(axis), pieces);
  }

  /** Channels, for features of a width. */
  int channels(int width) {
    return width * pieces.stream().mapToInt(Piece::entries).sum();
  }

  /** [networks, units of the kept axis, channels]. */
  NDArray of(List<PartFeatures> features) {
    NDList shown = new NDList();
    for (Piece piece : pieces) {
      PartFeatures source = features.get(piece.part());
      shown.add(piece.mean() ? source.meanEntryOn(axes) : source.on(axes));
    }
    return shown.size() == 1 ? shown.get(0) : NDArrays.concat(shown, -1);
  }
}
