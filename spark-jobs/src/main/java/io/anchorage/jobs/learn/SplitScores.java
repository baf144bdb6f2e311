package io.anchorage.jobs.learn;

import io.anchorage.learn.train.Evaluation;
import io.anchorage.score.Confusion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scores of a model on the splits of a table, gathered from tasks. */
final class SplitScores {
  private final int classes;
  private final Confusion all;
  private final Map<String, Confusion> confusions = new TreeMap<>();
  private final Map<String, Double> losses = new TreeMap<>();
  private final Map<String, Map<List<Integer>, Evaluation.Mistake>> mistakes = new TreeMap<>();
  private final Map<String, Certainty> certainties = new TreeMap<>();

  SplitScores(int classes) {
    this.classes = classes;
    this.all = new Confusion(classes);
  }

  /** Adds what a task has scored; tasks are added in the order of the table's files. */
  void add(String split, ScoreTask.OfSplit of) {
    certainties.computeIfAbsent(split, name -> new Certainty(classes)).add(of.certainty());
    List<List<Long>> counts = of.counts();
    if (counts.isEmpty()) {
      return;
    }
    losses.merge(split, of.loss(), Double::sum);
    Map<List<Integer>, Evaluation.Mistake> first =
        mistakes.computeIfAbsent(split, name -> new LinkedHashMap<>());
    for (ScoreTask.Mistaken one : of.mistakes()) {
      first.putIfAbsent(
          List.of(one.truth(), one.predicted()),
          new Evaluation.Mistake(one.truth(), one.predicted(), one.id()));
    }
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
                new Evaluation(
                    losses.get(split) / confusion.total(),
                    confusion,
                    List.copyOf(mistakes.get(split).values()))));
    return each;
  }

  /** How sure the model is of the fields of each split, by name. */
  Map<String, Certainty> certainties() {
    return certainties;
  }
}
