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

/** The flags of the commands that write field tables. */
final class FitFlags {
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

  @Mixin private SparkMaster master;

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

  Path config() {
    return config;
  }

  List<String> settings() {
    return settings;
  }

  String master() {
    return master.url();
  }

  /** What the flags ask for, by this config. */
  FitRequest request(JobConfig bound) {
    return FitRequest.of(bound, input, output)
        .withSelection(selection())
        .withEngine(engine)
        .withPartitions(partitions)
        .withMode(mode());
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
