package io.anchorage.jobs.cli;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import java.io.PrintWriter;
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
    description = "Fit a field to every image of a dataset, into a field table.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  The shipped sample, on all cores of this machine:",
      "    anchorage fit --config conf/arc-fashion-mnist.yaml \\",
      "        --input conf/sample/fashion-mnist --output /tmp/arcs",
      "  A hundred test images with wider networks and another seed:",
      "    anchorage fit --config conf/siren-fashion-mnist.yaml --split test --limit 100 \\",
      "        --set fit.family.width=64 --set fit.seed=7 \\",
      "        --input conf/sample/fashion-mnist --output /tmp/sirens",
      "  Go on after a crash, or after Ctrl-C: the same command and --resume.",
      "  A nightly job over a growing folder: the same command and --incremental."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all images that were asked for are in the table",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, the dataset",
      "4:the output exists, is locked, was made by another recipe, or cannot be written",
      "5:more images failed than run.failure-budget allows",
      "6:the engine is not there",
      "130:cancelled; --resume goes on"
    })
final class FitCommand implements Callable<Integer> {
  @Mixin private FitFlags flags;

  @Option(
      names = "--decoder",
      paramLabel = "FILE",
      description = "ARC: take the shared decoder from this safetensors file.")
  private String decoder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobConfig bound = JobConfigs.load(flags.config(), flags.settings());
    FitRequest request = flags.request(bound).withDecoder(decoder);
    FitReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage fit", flags.master())) {
      report = FitJob.run(spark, request);
    }
    PrintWriter out = spec.commandLine().getOut();
    FitSummary.lines(report).forEach(out::println);
    if (report.end() == FitReport.End.CANCELLED) {
      spec.commandLine()
          .getErr()
          .println("anchorage: cancelled; run the same command with --resume to go on");
      return ExitCode.CANCELLED;
    }
    return ExitCode.OK;
  }
}
