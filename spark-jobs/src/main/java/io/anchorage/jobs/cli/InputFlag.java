package io.anchorage.jobs.cli;

import picocli.CommandLine.Option;

/** The flag of a dataset, for commands that cannot do without. */
final class InputFlag {
  @Option(
      names = "--input",
      required = true,
      order = FitFlags.INPUT,
      paramLabel = "PATH",
      description = "Dataset: a local path or a file:, hdfs: or s3a: URI.")
  private String input;

  String path() {
    return input;
  }
}
