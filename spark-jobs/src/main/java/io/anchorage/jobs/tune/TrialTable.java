package io.anchorage.jobs.tune;

import io.anchorage.fit.FitRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that was tried, as comma-separated values. */
final class TrialTable {
  static final String FILE = "trials.csv";

  private TrialTable() {}

  /** One line for each trial, in the order of the search, below a line of heads. */
  static String text(SearchSpace space, Found found) {
    StringBuilder text = new StringBuilder(String.join(",", heads(space))).append('\n');
    for (List<String> row : rows(space, found)) {
      text.append(String.join(",", row)).append('\n');
    }
    return text.toString();
  }

  static List<String> heads(SearchSpace space) {
    List<String> heads = new ArrayList<>(List.of("stage", "base_steps"));
    space.names().forEach(name -> heads.add(name.replace('-', '_').replace('.', '_')));
    heads.addAll(
        List.of(
            "steps",
            "check_every",
            "images",
            "reached",
            "low_psnr",
            "mean_psnr",
            "mean_steps",
            "mean_cost"));
    return heads;
  }

  /** What was tried, in the order of the search. */
  static List<List<String>> rows(SearchSpace space, Found found) {
    return found.trials().stream().map(trial -> cells(space, trial)).toList();
  }

  private static List<String> cells(SearchSpace space, Trial trial) {
    FitRecipe recipe = trial.recipe();
    Score score = trial.score();
    List<String> cells = new ArrayList<>();
    cells.add(trial.stage().name().toLowerCase(Locale.ROOT));
    cells.add(number(trial.budget(), 2));
    cells.addAll(space.words(trial.candidate()));
    cells.add(Integer.toString(recipe.stop().steps()));
    cells.add(recipe.stop().looksAtPsnr() ? Integer.toString(recipe.stop().checkEvery()) : "");
    cells.add(Integer.toString(score.images()));
    cells.add(Integer.toString(score.reached()));
    cells.add(number(score.low(), 4));
    cells.add(number(score.meanPsnr(), 4));
    cells.add(number(score.meanSteps(), 2));
    cells.add(number(score.meanCost(), 0));
    return cells;
  }

  private static String number(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "";
  }
}
