package io.anchorage.jobs.cli;

import io.anchorage.jobs.allcnn.paths.PathJob;
import io.anchorage.jobs.allcnn.paths.PathJobConfig;
import io.anchorage.jobs.cluster.SparkContexts;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code anchorage train-paths}: a CNN that learns along random paths through SIRENs. */
@Command(
    name = "train-paths",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train the All-CNN along random paths, which SIRENs follow.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Experiment 3 in minutes, on the shipped sample:",
      "    anchorage train-paths \\",
      "        --config conf/experiments/all-cnn/experiment-3-small.yaml \\",
      "        --input conf/sample/fashion-mnist --output /tmp/paths",
      "  The training along paths and the ordinary one are two Spark tasks. It writes",
      "  history.csv, report.json, report.html, accuracy.png, psnr.png, network.safetensors."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the results are written",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, an image without a label",
      "4:the output exists or cannot be written",
      "6:PyTorch is not available",
      "130:cancelled; there is no --resume"
    })
final class TrainPathsCommand implements Callable<Integer> {
  @Mixin private CnnFlags flags;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PathJobConfig bound =
        PathJobConfig.load(ConfigFile.of(flags.config(), "train-paths"), flags.settings());
    try (JavaSparkContext spark = SparkContexts.open("anchorage train-paths", master.url())) {
      return run(spark, bound);
    }
  }

  /** Says that it was cancelled while Spark still runs: afterwards there may be no time left. */
  private int run(JavaSparkContext spark, PathJobConfig bound) {
    try {
      PathJob.run(spark, bound, flags.input(), flags.output(), System.err)
          .forEach(spec.commandLine().getOut()::println);
      return ExitCode.OK;
    } catch (CancellationException e) {
      spec.commandLine().getErr().println("anchorage: cancelled; " + e.getMessage());
      return ExitCode.CANCELLED;
    }
  }
}
