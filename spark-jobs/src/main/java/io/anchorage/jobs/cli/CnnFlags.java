package io.anchorage.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags of the commands that train the All-CNN together with SIRENs. */
final class CnnFlags {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The experiment's YAML file; see conf/experiments/all-cnn.")
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
      description =
          "The folder for results; it must not exist yet. Executors must be able to read it.")
  private String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the config, as in training.epochs=5; repeatable.")
  private List<String> settings = List.of();

  Path config() {
    return config;
  }

  String input() {
    return input;
  }

  String output() {
    return output;
  }

  List<String> settings() {
    return settings;
  }
}
