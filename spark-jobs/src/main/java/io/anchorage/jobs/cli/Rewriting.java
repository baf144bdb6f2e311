package io.anchorage.jobs.cli;

import io.anchorage.jobs.align.AlignJob;
import io.anchorage.jobs.align.AlignReport;
import io.anchorage.jobs.align.AlignRequest;
import io.anchorage.jobs.cluster.SparkContexts;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a job from table to table and says what it did: {@code align}, {@code crop}, {@code extend}.
 */
final class Rewriting {
  private Rewriting() {}

  /** Returns the exit code. */
  static int run(CommandSpec spec, SparkMaster master, AlignRequest request) {
    AlignReport report;
    String name = "anchorage " + spec.name();
    try (JavaSparkContext spark = SparkContexts.open(name, master.url())) {
      report = AlignJob.run(spark, request, System.err);
    }
    if (report.cancelled()) {
      spec.commandLine()
          .getErr()
          .println(
              "anchorage: cancelled after %d fields; run the same command with --resume to continue"
                  .formatted(report.present() + report.fields()));
      return ExitCode.CANCELLED;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %,d fields in %.1f s, %s",
            report.table(),
            report.fields(),
            report.seconds(),
            report.change()));
    if (report.present() > 0) {
      out.println(String.format(Locale.ROOT, "%,d were already there", report.present()));
    }
    if (!report.template().isEmpty()) {
      out.println("template  " + report.template());
    }
    Reports.after(report.table()).ifPresent(page -> out.println("report    " + page));
    return ExitCode.OK;
  }
}
