package io.anchorage.jobs.learn;

import io.anchorage.learn.train.Evaluation;
import io.anchorage.score.Confusion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of running a model on a table.
 *
 * @param model the model's folder
 * @param table the table's folder
 * @param split the split of the table that was scored
 * @param sameRecipe whether the table was made with the same recipe as the training table
 * @param classes class names, indexed by class number
 * @param fields number of fields scored
 * @param match which fields were scored: those whose label is one of the model's classes
 * @param evaluation their scores; null if there are none
 * @param splits the scores of each split by itself
 * @param certainties how sure the model is of the fields of each split
 * @param output the folder of the predictions; null if none were written
 */
public record ScoreReport(
    String model,
    String table,
    String split,
    boolean sameRecipe,
    List<String> classes,
    long fields,
    ClassMatch match,
    Evaluation evaluation,
    Map<String, Evaluation> splits,
    Map<String, Certainty> certainties,
    String output) {
  private static final int WIDEST_MATRIX = 20;

  public ScoreReport {
    classes = List.copyOf(classes);
    splits = Collections.unmodifiableMap(new TreeMap<>(splits));
    certainties = Collections.unmodifiableMap(new TreeMap<>(certainties));
  }

  /** This report as JSON text. */
  public String json() {
    return new String(ModelFolder.page(tree()), java.nio.charset.StandardCharsets.UTF_8).strip();
  }

  /** This report as JSON values. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("model", model);
    tree.put("table", table);
    tree.put("split", split);
    tree.put("same_recipe", sameRecipe);
    tree.put("classes", classes);
    tree.put("clouds", fields);
    tree.put("matched_by", match.byName() ? "name" : "number");
    tree.put("unlabelled", match.unlabelled());
    tree.put("unknown_classes", match.unknown());
    if (evaluation != null) {
      tree.put("scores", Scores.tree(evaluation));
      Map<String, Object> each = new LinkedHashMap<>();
      splits.forEach((name, scores) -> each.put(name, Scores.tree(scores)));
      tree.put("splits", each);
    }
    Map<String, Object> sure = new LinkedHashMap<>();
    certainties.forEach((name, certainty) -> sure.put(name, certainty.tree()));
    tree.put("certainty", sure);
    return tree;
  }

  /** This report as human-readable lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (output != null) {
      lines.add(say("predicted", "%,d fields into %s", fields, output));
    }
    match.notes().forEach(note -> lines.add(say("labels", "%s", note)));
    if (evaluation == null) {
      return lines;
    }
    // A model knows its training split by heart: together with others, accuracies mean nothing.
    splits.forEach((name, scores) -> score(name, scores, lines));
    if (output == null) {
      if (splits.size() > 1) {
        lines.add("");
        lines.add("All splits together:");
      }
      matrix(evaluation.confusion(), lines);
    }
    return lines;
  }

  private void score(String name, Evaluation scores, List<String> lines) {
    lines.add(
        say(
            "accuracy",
            "%.2f %% of %,d fields, split %s%s%s",
            100 * scores.confusion().accuracy(),
            scores.confusion().total(),
            name,
            Double.isFinite(scores.loss())
                ? String.format(Locale.ROOT, ", loss %.4f", scores.loss())
                : "",
            sameRecipe ? "" : ", another recipe than the model's"));
  }

  private void matrix(Confusion confusion, List<String> lines) {
    lines.add("");
    int name = Math.max(5, classes.stream().mapToInt(String::length).max().orElse(0));
    boolean narrow = confusion.classes() <= WIDEST_MATRIX;
    int cell = Math.max(4, Long.toString(confusion.total()).length() + 1);
    lines.add(
        String.format(Locale.ROOT, "%-" + name + "s  recall %%", "class")
            + (narrow ? "  taken for class 0 .. " + (confusion.classes() - 1) : ""));
    for (int truth = 0; truth < confusion.classes(); truth++) {
      StringBuilder row = new StringBuilder();
      row.append(String.format(Locale.ROOT, "%-" + name + "s  ", classes.get(truth)));
      row.append(recall(confusion, truth));
      for (int taken = 0; narrow && taken < confusion.classes(); taken++) {
        row.append(String.format(Locale.ROOT, "%" + cell + "d", confusion.count(truth, taken)));
      }
      lines.add(row.toString());
    }
  }

  private static String recall(Confusion confusion, int truth) {
    return confusion.of(truth) == 0
        ? String.format(Locale.ROOT, "%8s", "-")
        : String.format(Locale.ROOT, "%8.2f", 100 * confusion.recall(truth));
  }

  private static String say(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-11s", name) + String.format(Locale.ROOT, format, values);
  }
}
