package io.anchorage.jobs.cli;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.fit.DryRun;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.solve.SolveJobConfig;
import io.anchorage.jobs.solve.SolveSubject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage solve}: an equation and its cases in, a field table of solutions out. */
@Command(
    name = "solve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Solve a differential equation by a neural field, case by case.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  The wave equation, and what it looks like beside leapfrog's solution:",
      "    anchorage solve --config conf/experiments/applications/wave.yaml \\",
      "        --output /tmp/waves",
      "    anchorage decode /tmp/waves --sheet 1 --output waves.png",
      "  Images from their gradients:",
      "    anchorage solve --config conf/experiments/applications/poisson.yaml \\",
      "        --input conf/sample/fashion-mnist --limit 4 --output /tmp/images",
      "  To continue after a crash or Ctrl-C, repeat the command with --resume."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all solutions are in the table",
      "1:internal error",
      "2:flag or config",
      "3:input",
      "4:output",
      "5:more cases failed than run.failure-budget allows",
      "6:engine not available",
      "130:cancelled; continue with --resume"
    })
final class SolveCommand implements Callable<Integer> {
  @Mixin private FitFlags flags;

  @Option(
      names = "--input",
      order = FitFlags.INPUT,
      paramLabel = "PATH",
      defaultValue = "",
      description = "Dataset, for equations that are solved for images.")
  private String input;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SolveJobConfig bound =
        SolveJobConfig.load(ConfigFile.of(flags.config(), "solve"), flags.settings());
    SolveSubject subject = new SolveSubject(bound, input);
    FitRequest request = flags.request(bound.job(), input);
    PrintWriter out = spec.commandLine().getOut();
    if (flags.dryRun()) {
      DryRunText.lines(DryRun.of(Tables.settings(), request, subject)).forEach(out::println);
      return ExitCode.OK;
    }
    FitReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage solve", flags.master())) {
      report = FitJob.run(spark, request, subject, System.err);
    }
    FitSummary.lines(report, subject.unit(), Reports.after(report.table())).forEach(out::println);
    if (report.end() == FitReport.End.CANCELLED) {
      spec.commandLine()
          .getErr()
          .println("anchorage: cancelled; run the same command with --resume to go on");
      return ExitCode.CANCELLED;
    }
    return ExitCode.OK;
  }
}
