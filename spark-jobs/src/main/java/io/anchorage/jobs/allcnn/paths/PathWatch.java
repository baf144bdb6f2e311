package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.progress.ProgressWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The trainings' progress and scores, as the driver knows them. Thread-safe. */
final class PathWatch implements Supplier<ProgressWords> {
  private static final int BAR = 12;

  private final PathPlan plan;
  private final Map<Integer, PathProgress> running = new TreeMap<>();
  private final Map<Integer, List<EpochScores>> ended = new TreeMap<>();

  PathWatch(PathPlan plan) {
    this.plan = plan;
  }

  /** A training says where it stands. */
  synchronized void told(int trial, PathProgress progress) {
    if (progress.isDone()) {
      ended(trial, progress.history());
    } else if (!ended.containsKey(trial)) {
      running.put(trial, progress);
    }
  }

  /** A training is over. */
  synchronized void ended(int trial, List<EpochScores> history) {
    running.remove(trial);
    ended.put(trial, history);
  }

  /** The scores of all trainings so far, by their numbers. */
  synchronized Map<Integer, List<EpochScores>> history() {
    Map<Integer, List<EpochScores>> history = new TreeMap<>(ended);
    running.forEach((trial, at) -> history.put(trial, at.history()));
    return history;
  }

  @Override
  public synchronized ProgressWords get() {
    String done =
        plan.isGrid() ? "%d of %d done".formatted(ended.size(), plan.trials().size()) : "";
    if (running.isEmpty()) {
      String all = ended.isEmpty() ? "starting" : "done";
      String word = ended.size() == plan.trials().size() || done.isEmpty() ? all : done;
      return new Words("train-paths: " + word, "train-paths " + word);
    }
    List<String> lines = new ArrayList<>();
    List<String> bars = new ArrayList<>();
    running.forEach(
        (trial, at) -> {
          String name = plan.trials().get(trial).name();
          lines.add((done.isEmpty() ? "" : done + ", ") + name + ": " + line(at));
          bars.add(name + " " + bar(at));
        });
    return new Words(
        String.join("\n", lines),
        done.isEmpty() ? String.join("  ", bars) : "train-paths " + done + ", " + bars.get(0));
  }

  private static String line(PathProgress at) {
    return "epoch %d of %d, %s".formatted(at.epoch(), at.epochs(), left(at));
  }

  private static String bar(PathProgress at) {
    int filled = BAR * (at.epoch() - 1) / Math.max(1, at.epochs());
    return "[%s%s] %d/%d %s"
        .formatted("#".repeat(filled), ".".repeat(BAR - filled), at.epoch(), at.epochs(), left(at));
  }

  private static String left(PathProgress at) {
    double left = at.secondsLeft();
    return Double.isNaN(left)
        ? String.format(Locale.ROOT, "%.0f s", at.seconds())
        : String.format(Locale.ROOT, "%.0f s, %.0f s left", at.seconds(), left);
  }

  private record Words(String line, String bar) implements ProgressWords {}
}
