package io.anchorage.jobs.cli;

import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.source.Finding;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What {@code fit --watch} prints: a line for each round that found something to do or to say. */
final class WatchLines implements Consumer<FitReport> {
  private final PrintWriter out;
  private List<Finding> said = List.of();
  private boolean isFirst = true;

  WatchLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(FitReport report) {
    // What is found each round again is told once.
    if (!report.findings().equals(said)) {
      FitSummary.findings(report.findings()).forEach(out::println);
      said = report.findings();
    }
    if (isFirst || report.fields() + report.failed() > 0) {
      out.println(line(report, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }
    out.flush();
    isFirst = false;
  }

  private static String line(FitReport report, Instant now) {
    String quality =
        report.fields() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", mean PSNR %.2f dB, %.1f fields/s",
                report.meanPsnr(),
                report.fieldsPerSecond());
    return String.format(
        Locale.ROOT,
        "%s fitted %,d fields, %,d failed; %,d images were there%s",
        now,
        report.fields(),
        report.failed(),
        report.present(),
        quality);
  }
}
