package io.anchorage.jobs.cli;

import io.anchorage.jobs.cnn.MovingJob;
import io.anchorage.jobs.cnn.MovingJobConfig;
import io.anchorage.jobs.fit.SparkContexts;
import java.nio.file.Path;
import java.util.List;
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
    description = "Let SIRENs follow the feature maps of a network while it learns.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Experiment 2 in minutes, on the shipped sample:",
      "    anchorage moving-maps --config conf/experiments/all-cnn/experiment-2-small.yaml \\",
      "        --input conf/sample/fashion-mnist --output /tmp/moving",
      "  It writes a checkpoint an epoch, psnr.csv, sirens.csv, psnr.png and report.json."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the results are written",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, an image without a label",
      "4:the output exists, was begun otherwise, or cannot be written",
      "6:the engine, or PyTorch to train the network, is not there",
      "130:cancelled; --resume goes on"
    })
final class MovingMapsCommand implements Callable<Integer> {
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
      description = "The results' folder; it must not exist yet. Executors read it, too.")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the config, as in moving.images=20; may be repeated.")
  private List<String> settings = List.of();

  @Mixin private SparkMaster master;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "Exactly so many tasks (default: one a group). Never changes a SIREN.")
  private int partitions;

  @Option(
      names = "--resume",
      description = "Go on with what a cut-short run left; a trained network stays.")
  private boolean resume;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    MovingJobConfig bound = MovingJobConfig.load(config, settings);
    try (JavaSparkContext spark = SparkContexts.open("anchorage moving-maps", master.url())) {
      MovingJob.run(spark, bound, input, output, partitions, resume, System.err)
          .forEach(spec.commandLine().getOut()::println);
    } catch (CancellationException e) {
      spec.commandLine().getErr().println("anchorage: cancelled; " + e.getMessage());
      return ExitCode.CANCELLED;
    }
    return ExitCode.OK;
  }
}
