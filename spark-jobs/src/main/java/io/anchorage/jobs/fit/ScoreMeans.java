package io.anchorage.jobs.fit;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Means of scores by name, over the fields that have them; in the order in which they came. */
public final class ScoreMeans implements Serializable {
  private static final long serialVersionUID = 1;

  private final LinkedHashMap<String, Sum> sums = new LinkedHashMap<>();

  private record Sum(double total, long count) implements Serializable {
    Sum plus(Sum other) {
      return new Sum(total + other.total, count + other.count);
    }
  }

  /** Adds a field's score; one that is not finite is none. */
  void add(String name, double score) {
    sums.merge(name, Double.isFinite(score) ? new Sum(score, 1) : new Sum(0, 0), Sum::plus);
  }

  /** Adds the scores of other fields. */
  void add(ScoreMeans others) {
    others.sums.forEach((name, sum) -> sums.merge(name, sum, Sum::plus));
  }

  /** The mean of a score; NaN if no field has it. */
  public double of(String name) {
    Sum sum = sums.getOrDefault(name, new Sum(0, 0));
    return sum.count() == 0 ? Double.NaN : sum.total() / sum.count();
  }

  /** All means by name; NaN where no field has the score. */
  public Map<String, Double> all() {
    Map<String, Double> means = new LinkedHashMap<>();
    sums.keySet().forEach(name -> means.put(name, of(name)));
    return means;
  }
}
