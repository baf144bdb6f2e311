package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.fit.start.StartFamily;
import io.anchorage.fit.start.StartMethod;
import io.anchorage.fit.start.StartPlan;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.fit.StartJob;
import io.anchorage.jobs.fit.StartReport;
import io.anchorage.jobs.fit.StartRequest;
import io.anchorage.jobs.report.start.StartPage;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage learn-start}: a sample of images in, a start for their fits out. */
@Command(
    name = "learn-start",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Learn a start for the fits of a dataset, for a few steps each.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  A start for eight steps of learnt sizes, and all fits from it:",
      "    anchorage learn-start --config conf/siren-fashion-mnist-learnt.yaml \\",
      "        --step-sizes --budget 1 \\",
      "        --input conf/sample/fashion-mnist --output start.safetensors",
      "    anchorage fit --config conf/siren-fashion-mnist-learnt.yaml \\",
      "        --start start.safetensors \\",
      "        --input conf/sample/fashion-mnist --output /tmp/sirens",
      "  To continue after Ctrl-C, repeat the command with --resume."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the start is written",
      "1:internal error",
      "2:invalid flag, config key or value, or a family that has no start to learn",
      "3:input problem: a path, a file or the dataset",
      "4:output problem: it exists or cannot be written",
      "130:cancelled; continue with --resume"
    })
final class LearnStartCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML file with the recipe of the fits.")
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
      paramLabel = "FILE",
      description = "File for the start, named *.safetensors; it must not exist yet.")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a config key; may be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of a fit (default: the recipe's fit.stop.steps).")
  private Integer steps;

  @Option(
      names = "--step-sizes",
      description = "Also learn a size for each parameter and step of plain descent.")
  private boolean stepSizes;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "reptile, first-order or second-order (default: second-order with --step-sizes, otherwise"
              + " reptile).")
  private String method;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Images to learn from (default: 2000); up to 200 more score the start.")
  private int images;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "train",
      description = "Split to learn from: train, test or all (default: train).")
  private String split;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Iterations of the outer loop (default: 2000).")
  private Integer iterations;

  @Option(
      names = "--budget",
      paramLabel = "MINUTES",
      defaultValue = "0",
      description = "As many iterations as these minutes allow here.")
  private double budget;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "8",
      description = "Images of one iteration (default: 8).")
  private int batch;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "2e-3",
      description = "Learning rate of the start (default: 2e-3); it falls with a cosine.")
  private double rate;

  @Option(
      names = "--size-rate",
      paramLabel = "RATE",
      defaultValue = "0.3",
      description =
          "Learning rate of the step sizes, as a multiple of the first size (default: 0.3).")
  private double sizeRate;

  @Option(
      names = "--resume",
      description = "Continue from the checkpoint that an interrupted run left.")
  private boolean resume;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobConfig bound = JobConfigs.load(ConfigFile.of(config, "fit"), settings);
    StartRequest request =
        new StartRequest(
            bound, input, output, Split.of(split), images, plan(bound), budget, resume);
    StartFamily.of(bound.fit());
    StartReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage learn-start", master.url())) {
      report = StartJob.run(spark, request);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (!report.complete()) {
      spec.commandLine()
          .getErr()
          .println(
              "anchorage: cancelled after %d of %d iterations; run the same command with --resume to continue"
                  .formatted(report.iterations(), report.of()));
      return ExitCode.CANCELLED;
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%s: learnt from %,d images in %,d iterations, %.0f s",
            report.path(),
            report.images(),
            report.iterations(),
            report.seconds()));
    if (report.best() < report.iterations()) {
      out.println(
          "it is that of iteration %,d: later ones made fits of other images worse"
              .formatted(report.best()));
    }
    out.println("sha256  " + report.sha256());
    out.println(
        "PSNR of %d other images after %d steps:"
            .formatted(report.heldOut(), request.plan().steps()));
    out.println("  random start  " + text(report.before()));
    out.println("  this start    " + text(report.after()));
    out.println(
        "fit from it with --start %s --set fit.family.initialisation=learnt --set fit.stop.steps=%d"
            .formatted(report.path(), request.plan().steps()));
    Reports.attempt(() -> page(report)).ifPresent(path -> out.println("report  " + path));
    return ExitCode.OK;
  }

  /** The page lies beside the start: {@code start.safetensors} has {@code start.report.html}. */
  private static String page(StartReport report) {
    StorageFolder folder = StorageFolder.holding(report.path(), Tables.settings());
    String file = new org.apache.hadoop.fs.Path(report.path()).getName();
    String name = file.replaceFirst("\\.safetensors$", "." + Reports.FILE);
    folder.put(name, StartPage.of(report));
    return folder.shown(name);
  }

  private StartPlan plan(JobConfig bound) {
    int most = iterations != null ? iterations : budget > 0 ? Integer.MAX_VALUE : 2000;
    int each = steps == null ? bound.fit().stop().steps() : steps;
    if (bound.fit().schedule().warmUp() > 0 && bound.fit().schedule().warmUp() >= each) {
      throw new UserException(
          Kind.CONFIG,
          "fit.schedule.warm-up must be less than --steps, %d: %d"
              .formatted(each, bound.fit().schedule().warmUp()));
    }
    try {
      return new StartPlan(method(), each, stepSizes, most, batch, rate, sizeRate);
    } catch (IllegalArgumentException e) {
      throw new UserException(Kind.CONFIG, "--" + e.getMessage(), e);
    }
  }

  private StartMethod method() {
    if (method == null) {
      return stepSizes ? StartMethod.SECOND_ORDER : StartMethod.REPTILE;
    }
    return StartMethod.of(method)
        .orElseThrow(
            () ->
                new UserException(
                    Kind.CONFIG,
                    "--method must be reptile, first-order or second-order: " + method));
  }

  private static String text(StartReport.Quality quality) {
    return String.format(
        Locale.ROOT,
        "mean %.2f, p5 %.2f, minimum %.2f dB",
        quality.mean(),
        quality.p5(),
        quality.min());
  }
}
