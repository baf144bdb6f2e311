package io.anchorage.jobs.learn;

import io.anchorage.learn.train.Evaluation;
import io.anchorage.score.Confusion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts an evaluation to JSON values. */
final class Scores {
  private Scores() {}

  /** The scores and the confusion matrix, which has one row per true class. */
  static Map<String, Object> tree(Evaluation evaluation) {
    Confusion confusion = evaluation.confusion();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("clouds", confusion.total());
    tree.put("loss", ModelFolder.number(evaluation.loss()));
    tree.put("accuracy", ModelFolder.number(confusion.accuracy()));
    tree.put("macro_accuracy", ModelFolder.number(confusion.macroAccuracy()));
    List<List<Long>> rows = new ArrayList<>();
    for (int truth = 0; truth < confusion.classes(); truth++) {
      List<Long> row = new ArrayList<>();
      for (int predicted = 0; predicted < confusion.classes(); predicted++) {
        row.add(confusion.count(truth, predicted));
      }
      rows.add(row);
    }
    tree.put("confusion", rows);
    if (!evaluation.mistakes().isEmpty()) {
      tree.put("mistakes", evaluation.mistakes().stream().map(Scores::tree).toList());
    }
    return tree;
  }

  private static Map<String, Object> tree(Evaluation.Mistake mistake) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("truth", mistake.truth());
    tree.put("predicted", mistake.predicted());
    tree.put("id", mistake.id());
    return tree;
  }
}
