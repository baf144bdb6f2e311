package io.anchorage.jobs.cli;

import picocli.CommandLine.Option;

/** The {@code --master} flag, shared by all commands that run as Spark jobs. */
final class SparkMaster {
  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Spark master, such as local[2] or yarn (default: local[*]).")
  private String url;

  /** The master's URL; null if the flag was not given. */
  String url() {
    return url;
  }
}
