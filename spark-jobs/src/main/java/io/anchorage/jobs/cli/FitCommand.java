package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Selection;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.fit.SparkContexts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage fit}: images in, a field table out. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Fit a field to every image of a dataset, into a field table.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  The shipped sample, on all cores of this machine:",
      "    anchorage fit --config conf/arc-fashion-mnist.yaml \\",
      "        --input conf/sample/fashion-mnist --output /tmp/arcs",
      "  A hundred test images with wider networks and another seed:",
      "    anchorage fit --config conf/siren-fashion-mnist.yaml --split test --limit 100 \\",
      "        --set fit.family.width=64 --set fit.seed=7 \\",
      "        --input conf/sample/fashion-mnist --output /tmp/sirens",
      "  Go on after a crash, or after Ctrl-C: the same command and --resume.",
      "  A nightly job over a growing folder: the same command and --incremental."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all images that were asked for are in the table",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, the dataset",
      "4:the output exists, is locked, was made by another recipe, or cannot be written",
      "5:more images failed than run.failure-budget allows",
      "6:the engine is not there",
      "130:cancelled; --resume goes on"
    })
final class FitCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML with the recipe; see conf/.")
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
      description = "The field table, a folder; it must not exist yet.")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the config, as in fit.family.width=64; may be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "all",
      description = "train, test or all (default: all).")
  private String split;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many images, the first in the source's order.")
  private Long limit;

  @Option(
      names = "--ids",
      paramLabel = "A..B",
      description = "Only images with these indices in their split, both ends included.")
  private String ids;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "auto, scalar, vector, cuda or djl (default: the config's run.engine).")
  private String engine;

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Where Spark runs: local[N], spark://..., yarn, k8s://... (default: local[*]).")
  private String master;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "Exactly so many tasks (default: cut by cost). Never changes a field.")
  private int partitions;

  @Option(
      names = "--resume",
      description = "Go on with a table that a cut-short run left: fit what is missing.")
  private boolean resume;

  @Option(
      names = "--incremental",
      description = "Add the images that the table does not hold yet; make it if there is none.")
  private boolean incremental;

  @Option(
      names = "--decoder",
      paramLabel = "FILE",
      description = "ARC: take the shared decoder from this safetensors file.")
  private String decoder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FitRequest request = request();
    FitReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage fit", master)) {
      report = FitJob.run(spark, request);
    }
    PrintWriter out = spec.commandLine().getOut();
    FitSummary.lines(report).forEach(out::println);
    if (report.end() == FitReport.End.CANCELLED) {
      spec.commandLine()
          .getErr()
          .println("anchorage: cancelled; run the same command with --resume to go on");
      return ExitCode.CANCELLED;
    }
    return ExitCode.OK;
  }

  private FitRequest request() {
    Selection selection = selection();
    Mode mode = mode();
    JobConfig bound = JobConfigs.load(config, settings);
    return FitRequest.of(bound, input, output)
        .withSelection(selection)
        .withEngine(engine)
        .withPartitions(partitions)
        .withMode(mode)
        .withDecoder(decoder);
  }

  private Selection selection() {
    Selection selection = Selection.all().withSplit(Split.of(split));
    if (limit != null) {
      selection = selection.withLimit(limit);
    }
    return ids == null ? selection : selection.withIds(ids);
  }

  private Mode mode() {
    if (resume && incremental) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--resume and --incremental exclude each other: take --resume to go on with a run that"
              + " was cut short, --incremental to add what is new in the source");
    }
    return resume ? Mode.RESUME : incremental ? Mode.INCREMENTAL : Mode.CREATE;
  }
}
