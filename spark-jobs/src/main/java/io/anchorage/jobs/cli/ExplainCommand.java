package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.NearestKey;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anchorage explain}: what a config key means. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Say what a config key means, and its default.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage explain fit.adam.learning-rate",
      "  The keys of a section, and all keys of that name:",
      "    anchorage explain fit.stop",
      "    anchorage explain learning-rate"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:internal error", "2:there is no such key"})
final class ExplainCommand implements Runnable {
  @Parameters(
      paramLabel = "KEY",
      arity = "0..1",
      completionCandidates = ConfigKeys.Candidates.class,
      description = "A key, a section, or the last part of a key; without it, all sections.")
  private String key;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, ConfigKeys.Row> rows = ConfigKeys.read();
    if (key == null) {
      sections(rows)
          .forEach(
              (section, keys) ->
                  out.println(String.format(Locale.ROOT, "%-30s %2d keys", section, keys)));
      return;
    }
    if (rows.containsKey(key)) {
      explain(rows.get(key), out);
      return;
    }
    List<ConfigKeys.Row> some =
        rows.values().stream()
            .filter(row -> row.key().startsWith(key + ".") || row.key().endsWith("." + key))
            .toList();
    if (some.isEmpty()) {
      throw new UserException(
          Kind.CONFIG,
          "there is no key %s: did you mean %s?"
              .formatted(key, NearestKey.of(key, List.copyOf(rows.keySet()))));
    }
    int width = some.stream().mapToInt(row -> row.key().length()).max().orElse(0);
    some.forEach(row -> out.println(line(row, width)));
  }

  private static void explain(ConfigKeys.Row row, PrintWriter out) {
    out.println(row.key());
    out.println(HelpPages.paragraph(row.meaning().replace("`", "")));
    out.println("  default  " + row.fallback());
    out.println("  example  --set " + Shell.quoted(row.key() + "=" + row.example()));
    out.println("  in a config for " + row.command());
  }

  /** A key with as much of its meaning as a line holds. */
  private static String line(ConfigKeys.Row row, int width) {
    String line = ("%-" + width + "s  %s").formatted(row.key(), row.meaning().replace("`", ""));
    return line.length() < HelpPages.COLUMNS
        ? line
        : line.substring(0, Math.max(width + 2, HelpPages.COLUMNS - 4)) + "...";
  }

  private static Map<String, Integer> sections(Map<String, ConfigKeys.Row> rows) {
    Map<String, Integer> sections = new TreeMap<>();
    for (String each : rows.keySet()) {
      int dot = each.lastIndexOf('.');
      sections.merge(dot < 0 ? each : each.substring(0, dot), 1, Integer::sum);
    }
    return sections;
  }
}
