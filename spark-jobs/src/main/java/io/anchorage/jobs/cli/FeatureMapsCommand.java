package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.jobs.config.MapJobConfig;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Selection;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.fit.SparkContexts;
import io.anchorage.jobs.maps.MapSubject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anchorage feature-maps}: images in, a field table of a network's feature maps out. */
@Command(
    name = "feature-maps",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Fit a field to every feature map of every image, into a field table.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Six layers of the All-CNN, before and after training, of the first eight images:",
      "    anchorage feature-maps --config conf/experiments/all-cnn/experiment-1-small.yaml \\",
      "        --split train --limit 8 --input conf/sample/fashion-mnist --output /tmp/maps",
      "  Targets beside reconstructions, and the PSNR of each step:",
      "    anchorage decode /tmp/maps --sheet 1 --output maps.png",
      "    anchorage decode /tmp/maps --curves --output curves.png",
      "  Go on after a crash, or after Ctrl-C: the same command and --resume."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all maps that were asked for are in the table",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, the dataset, a network",
      "4:the output exists, is locked, was made by another recipe, or cannot be written",
      "5:more maps failed than run.failure-budget allows",
      "6:the engine, or PyTorch to train the network, is not there",
      "130:cancelled; --resume goes on"
    })
final class FeatureMapsCommand implements Callable<Integer> {
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
      names = "--network",
      paramLabel = "FILE",
      description = "The network of phase given: a checkpoint, one safetensors file.")
  private String network;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    MapJobConfig bound = MapJobConfig.load(config, settings);
    MapSubject subject = new MapSubject(bound, network);
    FitRequest request =
        FitRequest.of(bound.job(), input, output)
            .withSelection(selection())
            .withEngine(engine)
            .withPartitions(partitions)
            .withMode(mode());
    FitReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage feature-maps", master)) {
      report = FitJob.run(spark, request, subject, System.err);
    }
    PrintWriter out = spec.commandLine().getOut();
    FitSummary.lines(report, subject.unit()).forEach(out::println);
    if (report.end() == FitReport.End.CANCELLED) {
      spec.commandLine()
          .getErr()
          .println("anchorage: cancelled; run the same command with --resume to go on");
      return ExitCode.CANCELLED;
    }
    return ExitCode.OK;
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
