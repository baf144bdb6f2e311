package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.learn.TrainJob;
import io.anchorage.jobs.learn.TrainPlan;
import io.anchorage.jobs.learn.TrainReport;
import io.anchorage.jobs.learn.TrainRequest;
import io.anchorage.jobs.learn.TrainRequest.Mode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code anchorage train} command: trains classifiers on a field table. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train one or many classifiers on the fields of a table.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  A small Point Transformer on the ARCs of the shipped sample:",
      "    anchorage train --config conf/train-sample.yaml \\",
      "        --input /tmp/arcs --output /tmp/ptv3",
      "  A plain network on the weights of SIRENs that share a start:",
      "    anchorage train --config conf/train-siren.yaml \\",
      "        --input /tmp/sirens --output /tmp/flat-mlp",
      "  Three seeds of the first, with their mean and standard deviation:",
      "    anchorage train --config conf/train-sample.yaml \\",
      "        --set 'grid.seeds=[0, 1, 2]' --input /tmp/arcs --output /tmp/ptv3-seeds",
      "  To continue after a crash or Ctrl-C, repeat the command with --resume.",
      "  For a table that grows, run it every night with --incremental."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all trainings are complete",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: no such table, no labels, a field that cannot be used",
      "4:the output exists, is locked, was begun otherwise, or cannot be written",
      "6:PyTorch is not there",
      "130:cancelled; --resume goes on"
    })
final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Training config in YAML; see conf/.")
  private Path config;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "TABLE",
      description = "The field table: any Hadoop path.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "The model's folder, or the grid's; it must not exist yet.")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the config, as in train.epochs=5; may be repeated.")
  private List<String> settings = List.of();

  @Mixin private SparkMaster master;

  @Option(names = "--resume", description = "Resume an interrupted run from its last epoch.")
  private boolean resume;

  @Option(
      names = "--incremental",
      description = "Bring a model up to date: train anew if the table has changed.")
  private boolean incremental;

  @Option(
      names = "--from-last",
      description = "With --incremental: begin with the last model's weights.")
  private boolean fromLast;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    TrainRequest request =
        new TrainRequest(
            TrainPlan.load(ConfigFile.of(config, "train"), settings),
            input,
            output,
            mode(),
            fromLast);
    TrainReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage train", master.url())) {
      report = TrainJob.run(spark, request);
    }
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    if (!report.results().isEmpty() && report.unchanged().isEmpty()) {
      Reports.after(output).ifPresent(page -> out.println("report     " + page));
    }
    if (report.cancelled()) {
      spec.commandLine()
          .getErr()
          .println(
              "anchorage: cancelled; run the same command %sto go on"
                  .formatted(incremental ? "" : "with --resume "));
      return ExitCode.CANCELLED;
    }
    next(report).forEach(out::println);
    return ExitCode.OK;
  }

  private Mode mode() {
    if (resume && incremental) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--resume and --incremental exclude each other: use --resume to go on with a training"
              + " that was cut short, --incremental for a model of the table as it is now");
    }
    if (fromLast && !incremental) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--from-last says how a model is brought up to date: give --incremental with it");
    }
    return resume ? Mode.RESUME : incremental ? Mode.INCREMENTAL : Mode.CREATE;
  }

  private List<String> next(TrainReport report) {
    String command = Shell.quoted(System.getProperty("anchorage.command", "anchorage"));
    return report
        .oneModel()
        .map(Shell::quoted)
        .map(
            model ->
                List.of(
                    "",
                    "Try next:",
                    "  "
                        + command
                        + " evaluate --model "
                        + model
                        + " --input "
                        + table()
                        + (report.untested().isEmpty() ? "" : " --split all"),
                    "  "
                        + command
                        + " predict --model "
                        + model
                        + " --input "
                        + table()
                        + " --output predictions"))
        .orElse(List.of());
  }

  private String table() {
    return Shell.quoted(input);
  }
}
