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
import picocli.CommandLine.Option;
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
      "  Two ways to predict maps with three seeds each, as Spark tasks:",
      "    anchorage train-paths --master local[2] \\",
      "        --config conf/experiments/all-cnn/experiment-3-small.yaml \\",
      "        --set 'grid.seeds=[0, 1, 2]' --set \\",
      "        'grid.variants=[{name: own, set: []}, {name: all, set: [paths.patch=all]}]' \\",
      "        --input conf/sample/fashion-mnist --output /tmp/variants",
      "  The SIRENs beside the maps that they predict:",
      "    anchorage decode /tmp/paths/maps --sheet 3 --output /tmp/maps.png",
      "  It writes history.csv, report.json, report.html, accuracy.png, loss.png, psnr.png",
      "  and for each training network.safetensors, result.json and the SIRENs in maps."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the results are written",
      "1:internal error",
      "2:a flag, a config key or a value in it; a training's loss is not finite",
      "3:the input: a path, a file, an image without a label",
      "4:the output exists, was begun with another config, or cannot be written",
      "6:PyTorch is not available",
      "130:cancelled; --resume goes on"
    })
final class TrainPathsCommand implements Callable<Integer> {
  @Mixin private CnnFlags flags;

  @Mixin private SparkMaster master;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of tasks (default: one per training). Never changes a result.")
  private int partitions;

  @Option(
      names = "--resume",
      description = "Go on with an interrupted run; what is trained is kept.")
  private boolean resume;

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
      PathJob.Report report =
          PathJob.run(
              spark,
              new PathJob.Request(
                  bound, flags.input(), flags.output(), partitions, resume, System.err));
      report.lines().forEach(spec.commandLine().getOut()::println);
      report.failures().forEach(line -> spec.commandLine().getErr().println("anchorage: " + line));
      return report.failures().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    } catch (CancellationException e) {
      spec.commandLine().getErr().println("anchorage: cancelled; " + e.getMessage());
      return ExitCode.CANCELLED;
    }
  }
}
