package io.anchorage.jobs.cli;

import picocli.CommandLine.Option;

/** The flag of all commands that are Spark jobs. */
final class SparkMaster {
  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Where Spark runs: local[N], spark://..., yarn, k8s://... (default: local[*]).")
  private String url;

  /** Null if it was not given. */
  String url() {
    return url;
  }
}
