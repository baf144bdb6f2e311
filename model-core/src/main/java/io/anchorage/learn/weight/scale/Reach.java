package io.anchorage.learn.weight.scale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which layers of nodes and edges the logits can see. A readout of the outputs alone sees, one
 * round before the end, only the last hidden layer and the edges from it; what is not seen is not
 * computed, and has no parameters.
 *
 * @param nodes by number of rounds done, 0 .. rounds: layers of nodes whose features are needed
 * @param edges the same for layers of edges; those of {@code r} are read in round r, and updated in
 *     it if they are needed after it
 */
record Reach(List<SortedSet<Integer>> nodes, List<SortedSet<Integer>> edges) {
  /**
   * Goes back from the readout.
   *
   * @param read layers of nodes that the readout sees
   * @param last number of the outputs' layer of nodes
   */
  static Reach of(Collection<Integer> read, int rounds, int last, boolean bothWays) {
    Deque<SortedSet<Integer>> nodes = new ArrayDeque<>();
    Deque<SortedSet<Integer>> edges = new ArrayDeque<>();
    nodes.add(new TreeSet<>(read));
    edges.add(new TreeSet<>());
    for (int r = rounds; r > 0; r--) {
      SortedSet<Integer> before = new TreeSet<>(nodes.getFirst());
      SortedSet<Integer> used = new TreeSet<>(edges.getFirst());
      for (int l : nodes.getFirst()) {
        if (l > 0) {
          used.add(l - 1);
        }
        if (bothWays && l < last) {
          before.add(l + 1);
        }
      }
      for (int l : used) {
        before.add(l);
        before.add(l + 1);
      }
      nodes.addFirst(before);
      edges.addFirst(used);
    }
    return new Reach(new ArrayList<>(nodes), new ArrayList<>(edges));
  }
}
