package io.anchorage.jobs.learn;

import io.anchorage.learn.train.Evaluation;
import io.anchorage.score.Confusion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scores of a model on the splits of a table, gathered from tasks. */
final class SplitScores {
  private final int classes;
  private final Confusion all;
  private final Map<String, Confusion> confusions = new TreeMap<>();
  private final Map<String, Double> losses = new TreeMap<>();

  SplitScores(int classes) {
    this.classes = classes;
    this.all = new Confusion(classes);
  }

  /**
   * Adds what a task has scored.
   *
   * @param loss summed over the scored fields, in nats
   * @param counts confusion counts, [truth][prediction]
   */
  void add(String split, double loss, List<List<Long>> counts) {
    losses.merge(split, loss, Double::sum);
    Confusion confusion = confusions.computeIfAbsent(split, name -> new Confusion(classes));
    for (int truth = 0; truth < counts.size(); truth++) {
      for (int predicted = 0; predicted < counts.size(); predicted++) {
        for (long i = 0; i < counts.get(truth).get(predicted); i++) {
          confusion.add(truth, predicted);
          all.add(truth, predicted);
        }
      }
    }
  }

  /** The score over all fields; null if none was scored. */
  Evaluation together() {
    double loss = losses.values().stream().mapToDouble(Double::doubleValue).sum();
    return all.total() == 0 ? null : new Evaluation(loss / all.total(), all, List.of());
  }

  /** The score of each split that has scored fields, by name. */
  Map<String, Evaluation> each() {
    Map<String, Evaluation> each = new TreeMap<>();
    confusions.forEach(
        (split, confusion) ->
            each.put(
                split,
                new Evaluation(losses.get(split) / confusion.total(), confusion, List.of())));
    return each;
  }
}
