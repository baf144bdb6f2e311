package io.anchorage.jobs.cli;

import static io.anchorage.jobs.cli.FitSummary.say;

import io.anchorage.jobs.fit.DryRun;
import io.anchorage.jobs.fit.Forecast;
import io.anchorage.jobs.report.page.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@code --dry-run} prints. */
final class DryRunText {
  /** The most class numbers shown in one line; the manifest holds them all. */
  private static final int MOST_CLASSES = 20;

  private DryRunText() {}

  static List<String> lines(DryRun run) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(say("dataset", "%s", run.dataset()));
    lines.addAll(FitSummary.findings(run.findings()));
    lines.add(say("selected", "%s", selected(run)));
    lines.add(say("labels", "%s", labels(run.labelNames())));
    lines.add(say("table", "%s", table(run.table())));
    lines.add(say("to fit", "%,d %s", run.remaining(), run.unit()));
    if (run.forecast() != null && run.remaining() > 0) {
      forecast(run.forecast(), lines);
    }
    if (run.refusal() != null) {
      lines.add(say("refused", "%s", run.refusal()));
    }
    lines.add("");
    lines.add("Nothing was written: this was a dry run.");
    return lines;
  }

  private static void forecast(Forecast forecast, List<String> lines) {
    lines.add(say("tasks", "%,d", forecast.tasks()));
    if (!Double.isNaN(forecast.seconds())) {
      lines.add(
          say(
              "time",
              "about %s on %s, by two seconds of fits here%s",
              Numbers.duration(forecast.seconds()),
              forecast.cores() == 0
                  ? "one core like this machine's"
                  : forecast.cores() + (forecast.cores() == 1 ? " core" : " cores"),
              forecast.learns() ? "; before them, the decoder is learnt" : ""));
    }
    if (!Double.isNaN(forecast.bytes())) {
      lines.add(say("size", "about %s in the table", size(forecast.bytes())));
    }
  }

  /** Formats bytes for people: 41 kB, 3.2 MB, 1.4 GB. */
  static String size(double bytes) {
    if (bytes < 1e6) {
      return String.format(Locale.ROOT, "%.0f kB", Math.ceil(bytes / 1e3));
    }
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private static String selected(DryRun run) {
    if (run.selected().isEmpty()) {
      return "no " + run.unit() + "; check --split, --ids and --limit";
    }
    return run.unit()
        + " by split: "
        + run.selected().entrySet().stream()
            .map((Map.Entry<String, Long> split) -> split.getKey() + " " + split.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String labels(List<String> names) {
    if (names.isEmpty()) {
      return "no class names";
    }
    String more = names.size() > MOST_CLASSES ? " ... " + (names.size() - 1) + " " : "";
    String last = more.isEmpty() ? "" : more + names.get(names.size() - 1);
    return IntStream.range(0, Math.min(MOST_CLASSES, names.size()))
            .mapToObj(number -> number + " " + names.get(number))
            .collect(Collectors.joining(", "))
        + last;
  }

  private static String table(DryRun.Table table) {
    return table == null
        ? "none yet"
        : "%s holds %d fields and %d failures, among them %d of the selected"
            .formatted(table.path(), table.fields(), table.failures(), table.present());
  }
}
