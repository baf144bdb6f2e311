package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.fit.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags shared by the commands that write field tables. */
final class FitFlags {
  /** Places in the help, before those of all other flags. */
  static final int CONFIG = -30;

  static final int INPUT = -20;
  static final int OUTPUT = -10;

  @Option(
      names = "--config",
      required = true,
      order = CONFIG,
      paramLabel = "FILE",
      description = "YAML file with the recipe, such as those in conf/.")
  private Path config;

  @Option(
      names = "--output",
      required = true,
      order = OUTPUT,
      paramLabel = "PATH",
      description = "Folder for the field table; it must not exist yet.")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a config key; may be repeated.")
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
      description = "Use only images A to B of each split, both included.")
  private String ids;

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
      description = "Cut the work into exactly N tasks (default: by cost).")
  private int partitions;

  @Option(names = "--resume", description = "Continue a table that an interrupted run left.")
  private boolean resume;

  @Option(
      names = "--incremental",
      description = "Add images that the table lacks; create it if need be.")
  private boolean incremental;

  @Option(names = "--repair", description = "Fit the images of damaged shards again.")
  private boolean repair;

  @Option(names = "--dry-run", description = "Say what would be done and what it takes.")
  private boolean dryRun;

  @Option(
      names = "--retry-failures",
      description = "Also try images again that have failed before.")
  private boolean retryFailures;

  @Option(names = "--prune", description = "With --incremental: take out images that are gone.")
  private boolean prune;

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

  /**
   * The request that the flags and a config describe.
   *
   * @param input path of the dataset; empty without one
   */
  FitRequest request(JobConfig bound, String input) {
    return FitRequest.of(bound, input, output)
        .withSelection(selection())
        .withEngine(engine)
        .withPartitions(partitions)
        .withMode(mode())
        .withRetryFailures(retryFailures())
        .withPrune(prune());
  }

  private Selection selection() {
    Selection selection = Selection.all().withSplit(Split.of(split));
    if (limit != null) {
      selection = selection.withLimit(limit);
    }
    return ids == null ? selection : selection.withIds(ids);
  }

  private boolean retryFailures() {
    if (retryFailures && !resume && !incremental && !repair) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--retry-failures is for a table that exists: give --resume or --incremental with it");
    }
    return retryFailures;
  }

  private boolean prune() {
    if (prune && !incremental) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--prune brings a table up to date with its dataset: give --incremental with it");
    }
    return prune;
  }

  private Mode mode() {
    if (Stream.of(resume, incremental, repair).filter(given -> given).count() > 1) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "--resume, --incremental and --repair exclude each other: use --resume to continue an"
              + " interrupted run, --incremental to add images that are new in the source, --repair"
              + " to replace damaged shards");
    }
    if (repair) {
      return Mode.REPAIR;
    }
    return resume ? Mode.RESUME : incremental ? Mode.INCREMENTAL : Mode.CREATE;
  }
}
