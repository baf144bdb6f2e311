package io.anchorage.jobs.tune;

import io.anchorage.config.ConfigDump;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfigs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a tuning found, for people.
 *
 * @param folder of the results
 * @param cancelled whether the user called it off; {@code facts} is then empty
 * @param facts the summary
 */
public record TuneReport(String folder, boolean cancelled, List<Fact> facts) {
  private static final double MILLION = 1e6;
  private static final double HOUR = 3600;

  public TuneReport {
    facts = List.copyOf(facts);
  }

  /**
   * One line of the summary.
   *
   * @param name empty if the line goes on with what the line before it names
   */
  public record Fact(String name, String text) {}

  /** The summary for a terminal, below an empty line; empty if there is none. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Fact fact : facts) {
      lines.add(String.format(Locale.ROOT, "%-9s%s", fact.name(), fact.text()).stripTrailing());
    }
    if (!lines.isEmpty()) {
      lines.add(0, "");
    }
    return lines;
  }

  static TuneReport called(String folder) {
    return new TuneReport(folder, true, List.of());
  }

  /**
   * The report of a search that ended.
   *
   * @param recipe the recipe found, as it was written
   * @param cores of all executors together
   * @param fits done in this run
   */
  static TuneReport of(
      String folder,
      TuneRequest request,
      Sample sample,
      Found found,
      FitRecipe recipe,
      int cores,
      long fits,
      double seconds) {
    Goal goal = request.goal();
    String unit = RecipeFile.unit(request);
    List<Fact> facts = new ArrayList<>();
    if (found.outOfTime()) {
      facts.add(
          say(
              "note",
              "--budget %s ended the search: this is the best so far; --resume and a larger budget go on",
              SearchWatch.plain(request.budgetMinutes())));
    }
    facts.add(
        say(
            "target",
            "%s dB for %s %% of the %s: %s",
            SearchWatch.plain(goal.psnr()),
            SearchWatch.plain(100 * goal.share()),
            unit,
            found.reached() ? "reached" : "NOT reached"));
    facts.add(say("sample", "%s", sample(sample, unit)));
    if (sample.unusable() > 0) {
      facts.add(
          say("left out", "%d %s, one because of %s", sample.unusable(), unit, sample.trouble()));
    }
    facts.add(
        say(
            "tried",
            "%,d trials; %,d fits in this run, %.1f s",
            found.trials().size(),
            fits,
            seconds));
    String name = "recipe";
    for (String change : changes(request.tunable().base(), recipe)) {
      facts.add(say(name, "%s", change));
      name = "";
    }
    if (!name.isEmpty()) {
      facts.add(say(name, "as it was"));
    }
    facts.add(say("reached", "%s", reached(found, goal, unit)));
    facts.add(say("base", "%s", base(found)));
    facts.add(say("cost", "%s", cost(found)));
    double each = (found.check() == null ? found.best().score() : found.check()).meanSeconds();
    if (each > 0) {
      facts.add(say("speed", "%,.1f %s/s on %d cores here, fits alone", cores / each, unit, cores));
      facts.add(
          say(
              "million",
              "1,000,000 such %s take %.1f core-hours, here %.1f hours",
              unit,
              MILLION * each / HOUR,
              MILLION * each / HOUR / cores));
    }
    facts.add(
        say(
            "files",
            "%s/%s, %s, %s, %s",
            folder,
            RecipeFile.FILE,
            TunePage.FILE,
            TrialTable.FILE,
            TuneCurve.FILE));
    return new TuneReport(folder, false, facts);
  }

  /** Which images were used. */
  static String sample(Sample sample, String unit) {
    return sample.isDivided()
        ? "%d %s to search by, %d others to check on"
            .formatted(sample.search().size(), unit, sample.check().size())
        : "%d %s, too few to check on others".formatted(sample.search().size(), unit);
  }

  /** How the recipe did, on the images to check if it was checked. */
  static String reached(Found found, Goal goal, String unit) {
    Score score = found.check() == null ? found.best().score() : found.check();
    return String.format(
        Locale.ROOT,
        "%d of %d %s; %s %% reach %.2f dB, mean %.2f dB%s",
        score.reached(),
        score.images(),
        found.check() == null ? unit + " of the search" : unit + " to check on",
        SearchWatch.plain(100 * goal.share()),
        score.low(),
        score.meanPsnr(),
        found.check() == null ? ", not checked on others" : "");
  }

  private static String base(Found found) {
    if (found.base() == null) {
      return "not tried: it costs more than a quarter of the search, or no time was left";
    }
    Score score = found.base().score();
    return String.format(
        Locale.ROOT,
        "%d of %d; low end %.2f dB, mean %.2f dB, %.1f steps",
        score.reached(),
        score.images(),
        score.low(),
        score.meanPsnr(),
        score.meanSteps());
  }

  /** What a fit costs, beside one under the base recipe. */
  static String cost(Found found) {
    Score score = found.check() == null ? found.best().score() : found.check();
    return String.format(
        Locale.ROOT,
        "%.1f steps and %.2f million multiply-adds a fit, %.4f of the base recipe's (%.1f times less)",
        score.meanSteps(),
        score.meanCost() / MILLION,
        score.meanCost() / found.baseCost(),
        found.baseCost() / score.meanCost());
  }

  /** The keys that differ: {@code fit.stop.steps 1000 -> 60}. */
  private static List<String> changes(FitRecipe base, FitRecipe recipe) {
    Map<String, Object> before = new TreeMap<>();
    Map<String, Object> after = new TreeMap<>();
    ConfigDump dump = new ConfigDump(JobConfigs.KINDS);
    flatten("fit", dump.tree(base), before);
    flatten("fit", dump.tree(recipe), after);
    List<String> changes = new ArrayList<>();
    after.forEach(
        (key, value) -> {
          if (!Objects.equals(before.get(key), value)) {
            changes.add(
                before.containsKey(key)
                    ? "%s %s -> %s".formatted(key, before.get(key), value)
                    : "%s %s".formatted(key, value));
          }
        });
    return changes;
  }

  private static void flatten(String path, Map<?, ?> tree, Map<String, Object> into) {
    tree.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flatten(path + "." + key, inner, into);
          } else {
            into.put(path + "." + key, value);
          }
        });
  }

  private static Fact say(String name, String format, Object... values) {
    return new Fact(name, String.format(Locale.ROOT, format, values));
  }
}
