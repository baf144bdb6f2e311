package io.anchorage.jobs.cli;

import io.anchorage.jobs.allcnn.maps.MapJobConfig;
import io.anchorage.jobs.allcnn.maps.MapSubject;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.fit.DryRun;
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

/** {@code anchorage feature-maps}: images in, a field table of a network's feature maps out. */
@Command(
    name = "feature-maps",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Fit a neural field to every feature map of every image.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Six layers of the All-CNN before and after training, for eight images:",
      "    anchorage feature-maps \\",
      "        --config conf/experiments/all-cnn/experiment-1-small.yaml \\",
      "        --split train --limit 8 \\",
      "        --input conf/sample/fashion-mnist --output /tmp/maps",
      "  Maps next to their reconstructions, and the PSNR of each step:",
      "    anchorage decode /tmp/maps --sheet 1 --output maps.png",
      "    anchorage decode /tmp/maps --curves --output curves.png",
      "  To continue after a crash or Ctrl-C, repeat the command with --resume."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all requested maps are in the table",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, the dataset, a network",
      "4:the output exists, is locked, has another recipe, or cannot be written",
      "5:more maps failed than run.failure-budget allows",
      "6:the engine, or PyTorch for training the network, is not available",
      "130:cancelled; --resume goes on"
    })
final class FeatureMapsCommand implements Callable<Integer> {
  @Mixin private FitFlags flags;

  @Mixin private InputFlag input;

  @Option(
      names = "--network",
      paramLabel = "FILE",
      description = "The network of phase given: a checkpoint, or the networks of a table.")
  private String network;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    MapJobConfig bound =
        MapJobConfig.load(ConfigFile.of(flags.config(), "feature-maps"), flags.settings());
    MapSubject subject = new MapSubject(bound, network);
    FitRequest request = flags.request(bound.job(), input.path());
    PrintWriter out = spec.commandLine().getOut();
    if (flags.dryRun()) {
      DryRunText.lines(DryRun.of(Tables.settings(), request, subject)).forEach(out::println);
      return ExitCode.OK;
    }
    FitReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage feature-maps", flags.master())) {
      report = FitJob.run(spark, request, subject, System.err);
    }
    FitSummary.lines(report, subject.unit(), Reports.after(report)).forEach(out::println);
    if (report.end() == FitReport.End.CANCELLED) {
      spec.commandLine()
          .getErr()
          .println("anchorage: cancelled; run the same command with --resume to go on");
      return ExitCode.CANCELLED;
    }
    return ExitCode.OK;
  }
}
