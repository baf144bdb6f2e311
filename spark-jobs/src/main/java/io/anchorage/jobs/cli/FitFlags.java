package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Selection;
import io.anchorage.jobs.fit.FitRequest.Split;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags shared by the commands that write field tables. */
final class FitFlags {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML file with the recipe; see conf/ for examples.")
  private Path config;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description =
          "Dataset: a local path or a file:, hdfs: or s3a: URI. For IDX files, their folder.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description =
          "Folder for the field table; without --resume or --incremental it must not exist yet.")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a config key, such as fit.family.width=64; may be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "all",
      description = "Split to use: train, test or all (default: all).")
  private String split;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Use only the first N images, in the source's order.")
  private Long limit;

  @Option(
      names = "--ids",
      paramLabel = "A..B",
      description = "Use only images whose index in their split is from A to B, inclusive.")
  private String ids;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "Engine to fit with: auto, scalar, vector, cuda or djl (default: the config's run.engine).")
  private String engine;

  @Mixin private SparkMaster master;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Split the work into exactly N tasks (default: split by cost). Never changes a field.")
  private int partitions;

  @Option(
      names = "--resume",
      description = "Continue a table that an interrupted run left: fit only the missing images.")
  private boolean resume;

  @Option(
      names = "--incremental",
      description =
          "Add the images that the table does not hold yet; create the table if there is none.")
  private boolean incremental;

  @Option(
      names = "--dry-run",
      description =
          "Only list the input and look at the table: print what was found, left out and guessed,"
              + " and what would be fitted. Decodes and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--retry-failures",
      description =
          "With --resume or --incremental: try images that failed again, even if their files have not changed.")
  private boolean retryFailures;

  Path config() {
    return config;
  }

  List<String> settings() {
    return settings;
  }

  boolean dryRun() {
    return dryRun;
  }

  String master() {
    return master.url();
  }

  /** The request that the flags and a config describe. */
  FitRequest request(JobConfig bound) {
    return FitRequest.of(bound, input, output)
        .withSelection(selection())
        .withEngine(engine)
        .withPartitions(partitions)
        .withMode(mode())
        .withRetryFailures(retryFailures());
  }

  private Selection selection() {
    Selection selection = Selection.all().withSplit(Split.of(split));
    if (limit != null) {
      selection = selection.withLimit(limit);
    }
    return ids == null ? selection : selection.withIds(ids);
  }

  private boolean retryFailures() {
    if (retryFailures && !resume && !incremental) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--retry-failures is for a table that exists: give --resume or --incremental with it");
    }
    return retryFailures;
  }

  private Mode mode() {
    if (resume && incremental) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--resume and --incremental exclude each other: use --resume to continue an"
              + " interrupted run, --incremental to add images that are new in the source");
    }
    return resume ? Mode.RESUME : incremental ? Mode.INCREMENTAL : Mode.CREATE;
  }
}
