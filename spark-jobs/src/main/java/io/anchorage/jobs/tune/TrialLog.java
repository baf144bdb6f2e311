package io.anchorage.jobs.tune;

import io.anchorage.fit.FitRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tries recipes and keeps what was tried. */
final class TrialLog {
  private final Trials trials;
  private final Goal goal;
  private final Consumer<Trial> watch;
  private final List<Trial> tried = new ArrayList<>();
  private double spent;

  /** A recipe to try and its place in the search space. */
  record Entry(Candidate candidate, FitRecipe recipe) {}

  /**
   * @param watch told of each trial
   */
  TrialLog(Trials trials, Goal goal, Consumer<Trial> watch) {
    this.trials = trials;
    this.goal = goal;
    this.watch = watch;
  }

  /**
   * Tries recipes on images.
   *
   * @param budget the cost that the recipes were made for; NaN for the base
   * @return in the order of the recipes
   */
  List<Trial> run(Trial.Stage stage, double budget, List<Entry> entries, List<SampleItem> images) {
    List<FitRecipe> recipes = entries.stream().map(Entry::recipe).toList();
    List<List<FitFigure>> figures = trials.run(recipes, images);
    List<Trial> done = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Score score = Score.of(goal, recipes.get(i), images, figures.get(i));
      Trial trial = new Trial(stage, budget, entries.get(i).candidate(), recipes.get(i), score);
      spent += score.meanCost() * score.images();
      tried.add(trial);
      done.add(trial);
      watch.accept(trial);
    }
    return done;
  }

  /** Allows the time that is kept back for a last check. */
  void allowLastCheck() {
    trials.allowLastCheck();
  }

  /** The multiply-adds of all fits so far. */
  double spent() {
    return spent;
  }

  List<Trial> tried() {
    return List.copyOf(tried);
  }
}
