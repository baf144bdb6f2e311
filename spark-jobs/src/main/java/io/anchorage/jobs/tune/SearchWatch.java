package io.anchorage.jobs.tune;

import io.anchorage.jobs.progress.ProgressText;
import io.anchorage.jobs.progress.ProgressWords;
import java.util.Locale;
import java.util.function.Supplier;

/** Describes the progress of a search, on the driver. Thread-safe. */
final class SearchWatch implements Supplier<ProgressWords> {
  private final Goal goal;
  private final double budgetSeconds;
  private final long start = System.nanoTime();
  private int trials;
  private int fits;
  private int left;
  private String now = "starting";
  private String best = "";
  private double bestCost = Double.POSITIVE_INFINITY;
  private double bestLow = Double.NEGATIVE_INFINITY;

  /** Progress as text. */
  private record Words(String line, String bar) implements ProgressWords {}

  /**
   * @param budgetSeconds the time allowed; 0 for no limit
   */
  SearchWatch(Goal goal, double budgetSeconds) {
    this.goal = goal;
    this.budgetSeconds = budgetSeconds;
  }

  /** A round of fits begins. */
  synchronized void begin(int more) {
    left = more;
  }

  /** Fits of the round are done. */
  synchronized void done(int count) {
    fits += count;
    left -= count;
  }

  /** What the fits of a recipe share is being learnt. */
  synchronized void learning(int recipe, int of) {
    now = "learning the decoder of recipe %d of %d".formatted(recipe, of);
  }

  /** A recipe was tried. */
  synchronized void tried(Trial trial) {
    trials++;
    if (!Double.isNaN(trial.budget())) {
      now =
          String.format(
              Locale.ROOT,
              "%s at the cost of %.0f base steps",
              trial.stage().name().toLowerCase(Locale.ROOT),
              trial.budget());
    }
    boolean reaches = trial.score().reaches(goal);
    double cost = trial.score().meanCost();
    if (reaches ? cost < bestCost : bestCost == Double.POSITIVE_INFINITY && isHigher(trial)) {
      bestCost = reaches ? cost : bestCost;
      bestLow = trial.score().low();
      best =
          String.format(
              Locale.ROOT,
              "best %.2f of %s dB after %.0f steps",
              bestLow,
              plain(goal.psnr()),
              trial.score().meanSteps());
    }
  }

  private boolean isHigher(Trial trial) {
    return trial.score().low() > bestLow;
  }

  /** A number without a fraction that is 0. */
  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  @Override
  public synchronized ProgressWords get() {
    double seconds = (System.nanoTime() - start) * 1e-9;
    String clock =
        ProgressText.clock(seconds)
            + (budgetSeconds > 0 ? " of " + ProgressText.clock(budgetSeconds) : "");
    String reached = best.isEmpty() ? "" : ", " + best;
    String count = "%d trials, %d fits".formatted(trials, fits);
    String togo = left > 0 ? " (%d to go)".formatted(left) : "";
    return new Words(
        "tune: " + now + togo + ", " + count + reached + ", " + clock,
        "tune " + count + reached + "  " + now + "  " + clock);
  }
}
