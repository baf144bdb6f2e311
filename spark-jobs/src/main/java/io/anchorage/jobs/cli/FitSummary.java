package io.anchorage.jobs.cli;

import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.source.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The summary that is printed at the end of a fit. */
final class FitSummary {
  private FitSummary() {}

  /**
   * The summary as lines of text: what was fitted, how well, where the table is, and what to try
   * next.
   *
   * @param unit plural noun for what was fitted
   * @param page the path of the run's report; empty if there is none
   */
  static List<String> lines(FitReport report, String unit, Optional<String> page) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(findings(report.findings()));
    lines.add(
        say(
            "fitted",
            "%,d fields of %,d %s%s",
            report.fields(),
            images(report),
            unit,
            present(report)));
    lines.add(say("failed", "%,d%s", report.failed(), why(report)));
    if (report.fields() > 0) {
      lines.add(
          say(
              "quality",
              "mean PSNR %.2f dB, mean SSIM %.4f",
              report.meanPsnr(),
              report.meanSsim()));
      if (!report.taskScores().isEmpty()) {
        lines.add(say("task", "mean %s", taskScores(report)));
      }
      lines.add(
          say(
              "speed",
              "%,.1f %s/s over %s, engine %s",
              report.fieldsPerSecond(),
              report.fields() > images(report) ? "fields" : unit,
              Numbers.duration(report.fitSeconds()),
              String.join(", ", report.engines())));
    }
    if (report.phases().total() > 0) {
      lines.add(say("time", "summed over threads: %s", report.phases().words()));
    }
    lines.add(say("table", "%s", report.table()));
    page.ifPresent(path -> lines.add(say("report", "%s", path)));
    // A run that was called off early leaves a table with nothing to look at.
    if (report.fields() + report.present() > 0) {
      lines.add("");
      lines.addAll(next(report.table()));
    }
    return lines;
  }

  private static String taskScores(FitReport report) {
    return report.taskScores().entrySet().stream()
        .map(mean -> String.format(Locale.ROOT, "%s %.2f", mean.getKey(), mean.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** What is known of a dataset, grouped by kind, each kind named once. */
  static List<String> findings(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding.Kind kind : Finding.Kind.values()) {
      String name = kind.words();
      for (Finding finding : findings) {
        if (finding.kind() == kind) {
          lines.add(say(name, "%s", finding.text()));
          name = "";
        }
      }
    }
    return lines;
  }

  private static List<String> next(String table) {
    String command = Shell.quoted(System.getProperty("anchorage.command", "anchorage"));
    String name = Shell.quoted(table);
    return List.of(
        "Try next:",
        "  " + command + " inspect " + name,
        "  " + command + " decode " + name + " --sheet 12 --output sheet.png");
  }

  /** The number of images that this run had to fit. */
  private static long images(FitReport report) {
    return report.selected() - report.present();
  }

  private static String present(FitReport report) {
    return report.present() == 0
        ? ""
        : String.format(Locale.ROOT, "; %,d were already in the table", report.present());
  }

  private static String why(FitReport report) {
    return report.failed() == 0 ? "" : "; 'anchorage inspect' shows which and why";
  }

  /** One line of a summary: its name, in a column of its own, and what there is to say. */
  static String say(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "  %-8s ", name) + String.format(Locale.ROOT, format, values);
  }
}
