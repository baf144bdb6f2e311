package io.anchorage.jobs.learn;

import io.anchorage.jobs.progress.ProgressWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import scala.jdk.javaapi.CollectionConverters;

/** Hears on the driver how far the trainings of a job are, and says it. Thread-safe. */
final class TrainWatch extends SparkListener implements Supplier<ProgressWords> {
  private static final int BAR = 24;

  private final long accumulator;
  private final List<Trial> trials;
  private final Map<Integer, TrialProgress> running = new TreeMap<>();
  private int done;

  /**
   * @param accumulator id of the {@link LatestProgress}
   * @param trials of the job
   * @param done trials that were complete before
   */
  TrainWatch(long accumulator, List<Trial> trials, int done) {
    this.accumulator = accumulator;
    this.trials = List.copyOf(trials);
    this.done = done;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    for (var update : CollectionConverters.asJava(event.accumUpdates())) {
      for (AccumulableInfo info : CollectionConverters.asJava(update._4())) {
        if (info.id() == accumulator
            && info.update().isDefined()
            && info.update().get() instanceof Map<?, ?> words) {
          words.forEach((trial, word) -> told((Integer) trial, (TrialProgress) word));
        }
      }
    }
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
    String line = lines.isEmpty() ? "train: " + (done > 0 ? prefix : "") + "starting" : "";
    return new Words(
        lines.isEmpty() ? line.replace("done, starting", "done") : String.join("\n", lines),
        bars.isEmpty() ? "train " + prefix : "train " + prefix + bars.get(0));
  }

  /**
   * {@code epoch 3 of 30, batch 12 of 47, loss 0.6123, accuracy 78.12 %, 812 fields/s, 0:41 left}.
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
