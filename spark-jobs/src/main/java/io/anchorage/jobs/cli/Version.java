package io.anchorage.jobs.cli;

import io.anchorage.jobs.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** The versions of Anchorage, Spark, Java and the operating system. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String commit = BuildInfo.commit();
    return new String[] {
      "anchorage " + BuildInfo.version() + (commit.isEmpty() ? "" : " (" + commit + ")"),
      "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
      "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
      System.getProperty("os.name")
          + " "
          + System.getProperty("os.version")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
