package io.anchorage.jobs.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of a {@code train} job.
 *
 * @param output the job's output folder
 * @param results one per completed training run, in the job's order
 * @param notes what is remarkable about the table's labels, one line each
 * @param untested why no model was scored on a test split; empty if they were
 * @param cancelled whether some training runs are missing
 * @param unchanged the table that the models are of already, so that nothing was written; else
 *     empty
 */
public record TrainReport(
    String output,
    List<TrialResult> results,
    List<String> notes,
    String untested,
    boolean cancelled,
    String unchanged) {
  public TrainReport {
    results = List.copyOf(results);
    notes = List.copyOf(notes);
  }

  /** This report of models that were there already. */
  TrainReport unchanged(String table) {
    return new TrainReport(output, results, notes, untested, cancelled, table);
  }

  /**
   * The mean and standard deviation of a set of accuracies.
   *
   * @param std sample standard deviation (n - 1 in the denominator); NaN for a single value
   */
  public record Spread(double mean, double std) {
    public static Spread of(List<Double> numbers) {
      double mean = numbers.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
      double squares = numbers.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
      int count = numbers.size();
      return new Spread(mean, count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1)));
    }

    /** Formats mean and deviation in per cent. */
    public String words() {
      if (Double.isNaN(mean)) {
        return "-";
      }
      return Double.isNaN(std)
          ? String.format(Locale.ROOT, "%.2f", 100 * mean)
          : String.format(Locale.ROOT, "%.2f +- %.2f", 100 * mean, 100 * std);
    }

    /** Mean and deviation as JSON values. */
    public Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("mean", ModelFolder.number(mean));
      tree.put("std", ModelFolder.number(std));
      return tree;
    }
  }

  /** The results of one variant over all its seeds. */
  private record Group(String name, List<TrialResult> results) {
    Spread validation() {
      return Spread.of(results.stream().map(TrialResult::validationAccuracy).toList());
    }

    Spread test() {
      return Spread.of(results.stream().map(TrialResult::testAccuracy).toList());
    }
  }

  private List<Group> groups() {
    Map<String, List<TrialResult>> groups = new LinkedHashMap<>();
    for (TrialResult result : results) {
      String name = result.variant().isEmpty() ? result.model() : result.variant();
      groups.computeIfAbsent(name, n -> new ArrayList<>()).add(result);
    }
    return groups.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
  }

  /** This report as JSON values. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<Object> variants = new ArrayList<>();
    for (Group group : groups()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("variant", group.name());
      entry.put("seeds", group.results().stream().map(TrialResult::seed).toList());
      entry.put("validation_accuracy", group.validation().tree());
      entry.put("test_accuracy", group.test().tree());
      variants.add(entry);
    }
    tree.put("variants", variants);
    tree.put("trainings", results.stream().map(TrialResult::tree).toList());
    return tree;
  }

  /** Human-readable lines: what was trained, how well it scored and where it is stored. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(""));
    if (!unchanged.isEmpty()) {
      lines.add(
          say("unchanged", "%s is as the model has learnt it: nothing was written", unchanged));
    }
    if (results.size() == 1) {
      one(results.get(0), lines);
    } else if (!results.isEmpty()) {
      many(lines);
    }
    notes.forEach(note -> lines.add(say("labels", "%s", note)));
    if (!results.isEmpty() && !untested.isEmpty()) {
      lines.add(say("test", "no score was taken: %s", untested));
    }
    return lines;
  }

  /** The model's folder, if there is exactly one model. */
  public Optional<String> oneModel() {
    return results.size() == 1 ? Optional.of(folder(results.get(0))) : Optional.empty();
  }

  /** The folder of a training run's model. */
  public String folder(TrialResult result) {
    return result.folder().isEmpty() ? output : output + "/" + result.folder();
  }

  private void one(TrialResult result, List<String> lines) {
    lines.add(
        say(
            "trained",
            "%s with %,d numbers, %d epochs, the best is %d",
            result.model(),
            result.parameters(),
            result.epochs(),
            result.bestEpoch()));
    lines.add(say("training", "accuracy %.2f %%", 100 * result.trainAccuracy()));
    if (result.validationSamples() > 0) {
      lines.add(
          say(
              "validation",
              "accuracy %.2f %%, loss %.4f, %,d fields",
              100 * result.validationAccuracy(),
              result.validationLoss(),
              result.validationSamples()));
    }
    if (result.testSamples() > 0) {
      lines.add(
          say(
              "test",
              "accuracy %.2f %%, loss %.4f, %,d fields",
              100 * result.testAccuracy(),
              result.testLoss(),
              result.testSamples()));
    }
    lines.add(
        say(
            "speed",
            "%,.0f fields/s over %s, %s",
            result.samplesPerSecond(),
            TrainWatch.clock(result.seconds()),
            result.device()));
    lines.add(say("model", "%s", folder(result)));
  }

  private void many(List<String> lines) {
    int width =
        Math.max(7, groups().stream().mapToInt(group -> group.name().length()).max().orElse(0));
    String row = "%-" + width + "s  %5s  %-16s  %-16s";
    lines.add(
        String.format(Locale.ROOT, row, "variant", "seeds", "validation %", "test %")
            .stripTrailing());
    for (Group group : groups()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  row,
                  group.name(),
                  group.results().size(),
                  group.validation().words(),
                  group.test().words())
              .stripTrailing());
    }
    lines.add("");
    lines.add(say("models", "%d below %s", results.size(), output));
  }

  private static String say(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-11s", name) + String.format(Locale.ROOT, format, values);
  }
}
