package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.fit.Engines;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.DryRun;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.WatchedFit;
import io.anchorage.kernel.KernelProviders;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage fit}: images in, a field table out. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Fit a neural field to every image of a dataset.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  The shipped sample, on all cores of this machine:",
      "    anchorage fit --config conf/arc-fashion-mnist.yaml \\",
      "        --input conf/sample/fashion-mnist --output /tmp/arcs",
      "  A hundred test images with wider networks and a different seed:",
      "    anchorage fit --config conf/siren-fashion-mnist.yaml \\",
      "        --set fit.family.width=64 --set fit.seed=7 --split test --limit 100 \\",
      "        --input conf/sample/fashion-mnist --output /tmp/wide-sirens",
      "  To continue after a crash or Ctrl-C, repeat the command with --resume.",
      "  For a nightly job on a growing folder, repeat it with --incremental.",
      "  --dry-run says what it would do; --repair replaces damaged shards."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all images are in the table",
      "1:internal error",
      "2:flag or config",
      "3:input",
      "4:output",
      "5:more images failed than run.failure-budget allows",
      "6:engine not available",
      "130:cancelled; continue with --resume"
    })
final class FitCommand implements Callable<Integer> {
  @Mixin private FitFlags flags;

  @Mixin private InputFlag input;

  @Option(
      names = "--decoder",
      paramLabel = "FILE",
      description = "ARC only: take the decoder from this file instead of training one.")
  private String decoder;

  @Option(
      names = "--start",
      paramLabel = "FILE",
      description = "With fit.family.initialisation=learnt: the file from learn-start.")
  private String start;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description = "With --incremental: go on, and look for new images so often.")
  private Integer watch;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobConfig bound = JobConfigs.load(ConfigFile.of(flags.config(), "fit"), flags.settings());
    FitRequest request = flags.request(bound, input.path()).withDecoder(decoder).withStart(start);
    PrintWriter out = spec.commandLine().getOut();
    if (flags.dryRun()) {
      DryRun run = DryRun.of(Tables.settings(), request, SparkContexts.cores(flags.master()));
      if (json) {
        out.println(FitJson.of(run));
      } else {
        DryRunText.lines(run).forEach(out::println);
      }
      return ExitCode.OK;
    }
    if (!Engines.isOnDevice(request.engineName())) {
      KernelProviders.prepare();
    }
    if (watch != null) {
      return watched(request);
    }
    FitReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage fit", flags.master())) {
      report = FitJob.run(spark, request);
    }
    Optional<String> page = Reports.after(report);
    if (json) {
      out.println(FitJson.of(report));
    } else {
      FitSummary.lines(report, "images", page).forEach(out::println);
    }
    if (report.end() == FitReport.End.CANCELLED) {
      spec.commandLine()
          .getErr()
          .println("anchorage: cancelled; run the same command with --resume to continue");
      return ExitCode.CANCELLED;
    }
    return ExitCode.OK;
  }

  private int watched(FitRequest request) {
    WatchedFit.require(request.mode(), watch);
    if (json) {
      throw new UserException(Kind.CONFIG, "--json is for a run that ends: leave out --watch");
    }
    try (JavaSparkContext spark = SparkContexts.open("anchorage fit --watch", flags.master());
        Interruption interruption = Interruption.install()) {
      new WatchedFit(spark, request, watch)
          .run(interruption::requested, new WatchLines(spec.commandLine().getOut()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    spec.commandLine()
        .getErr()
        .println("anchorage: cancelled; run the same command again to go on watching");
    return ExitCode.CANCELLED;
  }
}
