package io.anchorage.jobs.learn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How sure a model is of the fields of one split: what it predicts how often, with which
 * probability, and of which fields it is the least and the most sure. Parts of a split that are
 * added in any order give the same.
 */
final class Certainty implements Serializable {
  /** Intervals of equal width in which probabilities are counted. */
  static final int INTERVALS = 20;

  private static final long serialVersionUID = 1;
  private static final int SHOWN = 6;

  /** Probabilities are summed in whole parts of this, so that the order does not matter. */
  private static final double UNIT = 1L << 32;

  private static final Comparator<Seen> LEAST_FIRST =
      Comparator.comparingDouble(Seen::probability)
          .thenComparing(Seen::id)
          .thenComparingInt(Seen::repeat);

  private static final Comparator<Seen> MOST_FIRST =
      Comparator.comparingDouble(Seen::probability)
          .reversed()
          .thenComparing(Seen::id)
          .thenComparingInt(Seen::repeat);

  private final long[] predicted;
  private final long[] intervals = new long[INTERVALS];
  private final ArrayList<Seen> least = new ArrayList<>();
  private final ArrayList<Seen> most = new ArrayList<>();
  private long sum;

  /**
   * One field as the model saw it.
   *
   * @param truth name of its class; empty if it has none
   * @param predicted number of the predicted class
   * @param probability of that class, 0 to 1
   */
  record Seen(String id, int repeat, String truth, int predicted, float probability)
      implements Serializable {}

  Certainty(int classes) {
    this.predicted = new long[classes];
  }

  void add(Seen seen) {
    predicted[seen.predicted()]++;
    intervals[Math.min(INTERVALS - 1, (int) (seen.probability() * INTERVALS))]++;
    sum += Math.round(seen.probability() * UNIT);
    keep(least, seen, LEAST_FIRST);
    keep(most, seen, MOST_FIRST);
  }

  void add(Certainty other) {
    Arrays.setAll(predicted, i -> predicted[i] + other.predicted[i]);
    Arrays.setAll(intervals, i -> intervals[i] + other.intervals[i]);
    sum += other.sum;
    other.least.forEach(seen -> keep(least, seen, LEAST_FIRST));
    other.most.forEach(seen -> keep(most, seen, MOST_FIRST));
  }

  private static void keep(List<Seen> few, Seen seen, Comparator<Seen> order) {
    if (few.size() == SHOWN && order.compare(few.get(SHOWN - 1), seen) <= 0) {
      return;
    }
    few.add(seen);
    few.sort(order);
    if (few.size() > SHOWN) {
      few.remove(SHOWN);
    }
  }

  /** As JSON values. */
  Map<String, Object> tree() {
    long fields = Arrays.stream(predicted).sum();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("clouds", fields);
    tree.put("mean_probability", ModelFolder.number(sum / UNIT / fields));
    tree.put("predicted", Arrays.stream(predicted).boxed().toList());
    tree.put("probabilities", Arrays.stream(intervals).boxed().toList());
    tree.put("least", least.stream().map(Certainty::tree).toList());
    tree.put("most", most.stream().map(Certainty::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Seen seen) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", seen.id());
    tree.put("repeat", seen.repeat());
    tree.put("truth", seen.truth());
    tree.put("predicted", seen.predicted());
    tree.put("probability", ModelFolder.number(seen.probability()));
    return tree;
  }
}
