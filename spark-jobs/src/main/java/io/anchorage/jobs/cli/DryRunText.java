package io.anchorage.jobs.cli;

import static io.anchorage.jobs.cli.FitSummary.say;

import io.anchorage.jobs.fit.DryRun;
import java.util.ArrayList;
import java.util.List;
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
    if (run.refusal() != null) {
      lines.add(say("refused", "%s", run.refusal()));
    }
    lines.add("");
    lines.add("Nothing was written: this was a dry run.");
    return lines;
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
