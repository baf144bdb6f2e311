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

/** {@code anchorage experiment}: a published table beside one of our own. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make what is missing of an experiment - fits, trainings, scores - and print the published",
      "table beside ours. Run again, it goes on where it was, or prints the table again."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Augmentations, on the shipped sample, in minutes:",
      "    anchorage experiment conf/experiments/arc/table-05.yaml --output /tmp/experiments",
      "  The published size; all tables may share one output, and what they have in common:",
      "    anchorage experiment conf/experiments/arc/table-07.yaml --scale full \\",
      "        --input fashion-mnist=/usr/share/datasets/fashion-mnist --output /data/experiments"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table is complete",
      "1:internal error",
      "2:a flag, or a key or value in the experiment, its recipe or its training",
      "3:a dataset that is not there, or cannot be used",
      "4:the output cannot be written, or another job is at work in it",
      "5:more images failed than run.failure-budget allows",
      "6:an engine or PyTorch is not there",
      "130:cancelled; the same command goes on"
    })
final class ExperimentCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "YAML with the experiment.")
  private Path file;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "small",
      description = "small, in minutes, or full, the published size (default: small).")
  private Scale scale;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder of all that comes of it: any Hadoop path.")
  private String output;

  @Option(
      names = "--input",
      paramLabel = "NAME=PATH",
      description = "Where a dataset of the experiment is; may be repeated.")
  private Map<String, String> inputs = Map.of();

  @Option(
      names = "--partial",
      description = "At full scale, leave out what needs a dataset that is not given.")
  private boolean partial;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the experiment, as in 'small.seeds=[0, 1]'; repeatable.")
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
      spec.commandLine().getErr().println("anchorage: cancelled; the same command goes on");
      return ExitCode.CANCELLED;
    }
    PrintWriter out = spec.commandLine().getOut();
    report.get().lines().forEach(out::println);
    return ExitCode.OK;
  }
}
