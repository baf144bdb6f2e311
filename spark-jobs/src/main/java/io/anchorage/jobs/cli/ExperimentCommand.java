package io.anchorage.jobs.cli;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.experiment.ExperimentJob;
import io.anchorage.jobs.experiment.ExperimentReport;
import io.anchorage.jobs.experiment.ExperimentRequest;
import io.anchorage.jobs.experiment.Inputs;
import io.anchorage.jobs.experiment.Scale;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anchorage experiment}: reproduces a published table and prints the two side by side. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Run an experiment and print the published table beside ours.",
      "It runs whatever is still missing (fits, trainings, scores). The same command again"
          + " continues",
      "where it stopped, or just prints the table."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Augmentations on the shipped sample, which takes minutes:",
      "    anchorage experiment conf/experiments/arc/table-05.yaml \\",
      "        --output /tmp/experiments",
      "  The published size; tables with the same output share their results:",
      "    anchorage experiment conf/experiments/arc/table-07.yaml --scale full \\",
      "        --input fashion-mnist=/usr/share/datasets/fashion-mnist \\",
      "        --output /data/experiments"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table is complete",
      "1:internal error",
      "2:invalid flag, or invalid key or value in the experiment, its recipe or its training",
      "3:a dataset is missing or cannot be used",
      "4:the output cannot be written, or another job is using it",
      "5:more images failed than run.failure-budget allows",
      "6:the engine or PyTorch is not available",
      "130:cancelled; the same command continues"
    })
final class ExperimentCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "YAML file that describes the experiment.")
  private Path file;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "small",
      description = "small runs in minutes, full is the published size (default: small).")
  private Scale scale;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder for all results: any Hadoop path.")
  private String output;

  @Option(
      names = "--input",
      paramLabel = "NAME=PATH",
      description = "Path of one of the experiment's datasets; may be repeated.")
  private Map<String, String> inputs = Map.of();

  @Option(
      names = "--partial",
      description = "At full scale, skip whatever needs a dataset that is not given.")
  private boolean partial;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Overrides a key of the experiment, such as 'small.seeds=[0, 1]'; may be repeated.")
  private List<String> settings = List.of();

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ExperimentRequest request =
        ExperimentRequest.of(file, settings, scale, new Inputs(inputs, partial), output);
    Optional<ExperimentReport> report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage experiment", master.url())) {
      report = ExperimentJob.run(spark, request, System.err);
    }
    if (report.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("anchorage: cancelled; run the same command again to continue");
      return ExitCode.CANCELLED;
    }
    PrintWriter out = spec.commandLine().getOut();
    report.get().lines().forEach(out::println);
    Reports.after(report.get().folder()).ifPresent(page -> out.println("page    " + page));
    return ExitCode.OK;
  }
}
