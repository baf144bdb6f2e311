package io.anchorage.jobs.learn;

import io.anchorage.learn.train.Evaluation;
import io.anchorage.score.Confusion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    String output) {
  private static final int WIDEST_MATRIX = 20;

  public ScoreReport {
    classes = List.copyOf(classes);
  }

  /** This report as JSON text. */
  public String json() {
    return new String(ModelFolder.page(tree()), java.nio.charset.StandardCharsets.UTF_8).strip();
  }

  Map<String, Object> tree() {
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
    }
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
    Confusion confusion = evaluation.confusion();
    lines.add(
        say(
            "accuracy",
            "%.2f %% of %,d fields, split %s%s",
            100 * confusion.accuracy(),
            confusion.total(),
            split,
            sameRecipe ? "" : ", another recipe than the model's"));
    if (Double.isFinite(evaluation.loss())) {
      lines.add(say("loss", "%.4f", evaluation.loss()));
    }
    if (output == null) {
      matrix(confusion, lines);
    }
    return lines;
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
