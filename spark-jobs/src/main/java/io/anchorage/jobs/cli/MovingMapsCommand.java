package io.anchorage.jobs.cli;

import io.anchorage.jobs.allcnn.moving.MovingJob;
import io.anchorage.jobs.allcnn.moving.MovingJobConfig;
import io.anchorage.jobs.cluster.SparkContexts;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage moving-maps}: SIRENs that follow the maps of a network that learns. */
@Command(
    name = "moving-maps",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Let SIRENs follow the feature maps of a learning network.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Experiment 2 in minutes, on the shipped sample:",
      "    anchorage moving-maps \\",
      "        --config conf/experiments/all-cnn/experiment-2-small.yaml \\",
      "        --input conf/sample/fashion-mnist --output /tmp/moving",
      "  The SIRENs beside the maps of the network at its end:",
      "    anchorage decode /tmp/moving/maps/moving --sheet 3 --output /tmp/maps.png",
      "  It writes checkpoints, psnr.csv, sirens.csv, psnr.png, report.json, report.html",
      "  and a table of the SIRENs of each target in maps."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the results are written",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, an image without a label",
      "4:the output exists, was begun with another config, or cannot be written",
      "6:the engine, or PyTorch for training the network, is not available",
      "130:cancelled; --resume goes on"
    })
final class MovingMapsCommand implements Callable<Integer> {
  @Mixin private CnnFlags flags;

  @Mixin private SparkMaster master;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of tasks (default: one per group of images). Never changes a SIREN.")
  private int partitions;

  @Option(
      names = "--resume",
      description = "Go on with an interrupted run; a trained network is kept.")
  private boolean resume;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    MovingJobConfig bound =
        MovingJobConfig.load(ConfigFile.of(flags.config(), "moving-maps"), flags.settings());
    try (JavaSparkContext spark = SparkContexts.open("anchorage moving-maps", master.url())) {
      return run(spark, bound);
    }
  }

  /** Says that it was cancelled while Spark still runs: afterwards there may be no time left. */
  private int run(JavaSparkContext spark, MovingJobConfig bound) {
    try {
      MovingJob.run(spark, bound, flags.input(), flags.output(), partitions, resume, System.err)
          .forEach(spec.commandLine().getOut()::println);
      return ExitCode.OK;
    } catch (CancellationException e) {
      spec.commandLine().getErr().println("anchorage: cancelled; " + e.getMessage());
      return ExitCode.CANCELLED;
    }
  }
}
