package io.anchorage.jobs.learn;

import io.anchorage.jobs.progress.ProgressWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Describes the progress of a job's training runs, on the driver. Thread-safe. */
final class TrainWatch implements Supplier<ProgressWords> {
  private static final int BAR = 24;

  private final List<Trial> trials;
  private final Map<Integer, TrialProgress> running = new TreeMap<>();
  private int done;

  /**
   * @param trials the job's training runs
   * @param done number of runs that were already complete when the job started
   */
  TrainWatch(List<Trial> trials, int done) {
    this.trials = List.copyOf(trials);
    this.done = done;
  }

  synchronized void told(int trial, TrialProgress progress) {
    running.put(trial, progress);
  }

  synchronized void ended(int trial) {
    running.remove(trial);
    done++;
  }

  @Override
  public synchronized ProgressWords get() {
    List<String> lines = new ArrayList<>();
    List<String> bars = new ArrayList<>();
    String prefix = trials.size() == 1 ? "" : done + " of " + trials.size() + " done, ";
    running.forEach(
        (trial, at) -> {
          String name = trials.size() == 1 ? "" : prefix + trials.get(trial).name() + ": ";
          lines.add("train: " + name + line(at));
          bars.add(bar(at));
        });
    if (lines.isEmpty()) {
      boolean several = trials.size() > 1 && done > 0;
      String state =
          several
              ? done + " of " + trials.size() + " done"
              : done == trials.size() ? "done" : "starting";
      return new Words("train: " + state, "train " + state);
    }
    return new Words(String.join("\n", lines), "train " + prefix + bars.get(0));
  }

  /**
   * Formats one run's progress, for example {@code epoch 3 of 30, batch 12 of 47, loss 0.6123,
   * accuracy 78.12 %, 812 fields/s, 0:41 left}.
   */
  static String line(TrialProgress at) {
    return String.format(
        Locale.ROOT,
        "epoch %d of %d, batch %d of %d, loss %.4f, accuracy %.2f %%, %.0f fields/s, %s left",
        at.epoch(),
        at.epochs(),
        at.batch(),
        at.batches(),
        at.loss(),
        100 * at.accuracy(),
        at.samplesPerSecond(),
        clock(at.secondsLeft()));
  }

  private static String bar(TrialProgress at) {
    int filled = (int) Math.floor(at.share() * BAR);
    return String.format(
        Locale.ROOT,
        "[%s%s] %d/%d  loss %.3f  %.1f %%  %.0f fields/s  %s left",
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        at.epoch(),
        at.epochs(),
        at.loss(),
        100 * at.accuracy(),
        at.samplesPerSecond(),
        clock(at.secondsLeft()));
  }

  static String clock(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "?";
    }
    long whole = Math.round(seconds);
    return whole >= 3600
        ? "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60)
        : "%d:%02d".formatted(whole / 60, whole % 60);
  }

  private record Words(String line, String bar) implements ProgressWords {}
}
