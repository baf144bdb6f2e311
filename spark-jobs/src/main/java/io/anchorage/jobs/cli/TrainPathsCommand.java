package io.anchorage.jobs.cli;

import io.anchorage.jobs.cnn.PathJob;
import io.anchorage.jobs.cnn.PathJobConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage train-paths}: a CNN that learns along random paths through SIRENs. */
@Command(
    name = "train-paths",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train the All-CNN along random paths, its maps predicted by SIRENs.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Experiment 3 in minutes, on the shipped sample:",
      "    anchorage train-paths --config conf/experiments/all-cnn/experiment-3-small.yaml \\",
      "        --input conf/sample/fashion-mnist --output /tmp/paths",
      "  It writes history.csv, report.json, accuracy.png, psnr.png and the network."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the results are written",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, an image without a label",
      "4:the output exists or cannot be written",
      "6:PyTorch is not there",
      "130:cancelled"
    })
final class TrainPathsCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML with the experiment; see conf/experiments/all-cnn.")
  private Path config;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "The dataset: a local path, file:, hdfs: or s3a:. For IDX, the folder.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "The results' folder; it must not exist yet.")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the config, as in paths.steps=5; may be repeated.")
  private List<String> settings = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PathJobConfig bound = PathJobConfig.load(config, settings);
    try {
      PathJob.run(bound, input, output, System.err).forEach(spec.commandLine().getOut()::println);
    } catch (java.util.concurrent.CancellationException e) {
      spec.commandLine().getErr().println("anchorage: cancelled; " + e.getMessage());
      return ExitCode.CANCELLED;
    }
    return ExitCode.OK;
  }
}
