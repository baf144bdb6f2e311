package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.progress.ProgressWords;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The trainings' progress and scores, as the driver knows them. Thread-safe. */
final class PathWatch implements Supplier<ProgressWords> {
  private static final int BAR = 24;

  private final Map<Training, PathProgress> running = new EnumMap<>(Training.class);
  private final Map<Training, List<EpochScores>> ended = new EnumMap<>(Training.class);

  /** A training says where it stands. */
  synchronized void told(Training training, PathProgress progress) {
    if (!ended.containsKey(training)) {
      running.put(training, progress);
    }
  }

  /** A training is complete. */
  synchronized void ended(Training training, List<EpochScores> history) {
    running.remove(training);
    ended.put(training, history);
  }

  /** The scores of all trainings so far. */
  synchronized Map<Training, List<EpochScores>> history() {
    Map<Training, List<EpochScores>> history = new EnumMap<>(ended);
    running.forEach((training, at) -> history.put(training, at.history()));
    return history;
  }

  @Override
  public synchronized ProgressWords get() {
    if (running.isEmpty()) {
      String word = ended.isEmpty() ? "starting" : "done";
      return new Words("train-paths: " + word, "train-paths " + word);
    }
    return new Words(
        running.entrySet().stream()
            .map(e -> e.getKey().word() + ": " + line(e.getValue()))
            .collect(Collectors.joining("\n")),
        running.entrySet().stream()
            .map(e -> e.getKey().word() + " " + bar(e.getValue()))
            .collect(Collectors.joining("  ")));
  }

  private static String line(PathProgress at) {
    return "epoch %d of %d, %s".formatted(at.epoch(), at.epochs(), left(at));
  }

  private static String bar(PathProgress at) {
    int width = BAR / 2;
    int filled = width * (at.epoch() - 1) / Math.max(1, at.epochs());
    return "[%s%s] %d/%d %s"
        .formatted(
            "#".repeat(filled), ".".repeat(width - filled), at.epoch(), at.epochs(), left(at));
  }

  private static String left(PathProgress at) {
    double left = at.secondsLeft();
    return Double.isNaN(left)
        ? String.format(Locale.ROOT, "%.0f s", at.seconds())
        : String.format(Locale.ROOT, "%.0f s, %.0f s left", at.seconds(), left);
  }

  private record Words(String line, String bar) implements ProgressWords {}
}
