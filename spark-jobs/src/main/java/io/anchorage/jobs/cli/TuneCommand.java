package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.config.ConfigReader;
import io.anchorage.jobs.allcnn.maps.MapJobConfig;
import io.anchorage.jobs.allcnn.maps.MapSubject;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.tune.Goal;
import io.anchorage.jobs.tune.Tunable;
import io.anchorage.jobs.tune.TuneJob;
import io.anchorage.jobs.tune.TuneReport;
import io.anchorage.jobs.tune.TuneRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage tune}: the cheapest recipe that reaches a PSNR. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Find the cheapest recipe that brings a dataset to a PSNR.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  40 dB for 95 %% of the images of the shipped sample, in about a minute:",
      "    anchorage tune --config conf/siren-fashion-mnist.yaml --target-psnr 40 \\",
      "        --input conf/sample/fashion-mnist --output /tmp/tuned",
      "    anchorage fit --config /tmp/tuned/recipe.yaml \\",
      "        --input conf/sample/fashion-mnist --output /tmp/sirens",
      "  The best that ten minutes find, for feature maps:",
      "    anchorage tune --config conf/experiments/all-cnn/experiment-1-small.yaml \\",
      "        --target-psnr 30 --budget 10 \\",
      "        --input conf/sample/fashion-mnist --output /tmp/tuned-maps",
      "  After Ctrl-C, or for another target, repeat the command with --resume."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a recipe was found, or --budget ended the search with the best so far",
      "1:internal error",
      "2:invalid flag, config key or value; no recipe reaches the target",
      "3:input problem: a path, a file or the dataset",
      "4:output problem: it exists, is locked, was begun otherwise or cannot be written",
      "6:the engine is not available, or does not fit the family",
      "130:cancelled; continue with --resume"
    })
final class TuneCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML file with the recipe to begin with.")
  private Path config;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "Dataset: a local path or a file:, hdfs: or s3a: URI.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder for the recipe and what was tried; without --resume it must be new.")
  private String output;

  @Option(
      names = "--target-psnr",
      required = true,
      paramLabel = "DB",
      description = "The PSNR to reach, in dB on pixels from 0 to 1.")
  private double target;

  @Option(
      names = "--share",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description = "Share of the images that must reach it (default: 0.95).")
  private double share;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "200",
      description = "Images to draw: half to search by, half to check on (default: 200).")
  private int images;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "train",
      description = "Split to draw from: train, test or all (default: train).")
  private String split;

  @Option(
      names = "--most-steps",
      paramLabel = "N",
      defaultValue = "0",
      description = "Most steps to search up to (default: twice fit.stop.steps).")
  private int mostSteps;

  @Option(
      names = "--budget",
      paramLabel = "MINUTES",
      defaultValue = "0",
      description = "End after so many minutes with the best so far.")
  private double budget;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a config key; may be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--network",
      paramLabel = "FILE",
      description = "For feature maps of phase given: the network.")
  private String network;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "auto, scalar, vector, cuda or djl (default: the config's).")
  private String engine;

  @Mixin private SparkMaster master;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "Split each round into exactly N tasks (default: by cost). Changes no result.")
  private int partitions;

  @Option(
      names = "--resume",
      description = "Use the fits that the folder holds already, and go on.")
  private boolean resume;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    TuneRequest request = request();
    TuneReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage tune", master.url())) {
      report = TuneJob.run(spark, request, System.err);
    }
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    if (report.cancelled()) {
      spec.commandLine()
          .getErr()
          .println("anchorage: cancelled; run the same command with --resume to continue");
      return ExitCode.CANCELLED;
    }
    out.println();
    out.println("Try next:");
    out.println("  " + next(report));
    return ExitCode.OK;
  }

  private TuneRequest request() {
    Goal goal = new Goal(target, share);
    return new TuneRequest(
        tunable(),
        input,
        output,
        goal,
        images,
        Split.of(split),
        mostSteps,
        budget,
        new TuneRequest.Limits(engine, partitions, resume),
        words());
  }

  /** Feature maps if the config says which, else the images themselves. */
  private Tunable tunable() {
    ConfigFile.of(config, "fit", "feature-maps");
    if (isOfMaps()) {
      MapJobConfig maps = MapJobConfig.load(config, settings);
      return new Tunable(
          maps.job(),
          fit ->
              new MapSubject(
                  new MapJobConfig(maps.source(), maps.signal(), maps.maps(), fit, maps.run()),
                  network));
    }
    if (network != null) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--network is for feature maps, and %s has no section maps: leave it out"
              .formatted(config));
    }
    return Tunable.images(JobConfigs.load(config, settings));
  }

  private boolean isOfMaps() {
    return ConfigReader.read(config).find("maps") != null;
  }

  /** The command without what decides no result. */
  private List<String> words() {
    List<String> words =
        new ArrayList<>(
            List.of("anchorage", "tune", "--config", config.toString(), "--input", input));
    words.addAll(List.of("--target-psnr", Double.toString(target)));
    words.addAll(List.of("--share", Double.toString(share)));
    words.addAll(List.of("--images", Integer.toString(images), "--split", split));
    if (mostSteps > 0) {
      words.addAll(List.of("--most-steps", Integer.toString(mostSteps)));
    }
    if (budget > 0) {
      words.addAll(List.of("--budget", Double.toString(budget)));
    }
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));
    if (network != null) {
      words.addAll(List.of("--network", network));
    }
    if (engine != null) {
      words.addAll(List.of("--engine", engine));
    }
    return words.stream().map(Shell::quoted).toList();
  }

  private String next(TuneReport report) {
    String command = Shell.quoted(System.getProperty("anchorage.command", "anchorage"));
    return "%s %s --config %s --input %s --output TABLE"
        .formatted(
            command,
            isOfMaps() ? "feature-maps" : "fit",
            Shell.quoted(report.folder() + "/recipe.yaml"),
            Shell.quoted(input));
  }
}
