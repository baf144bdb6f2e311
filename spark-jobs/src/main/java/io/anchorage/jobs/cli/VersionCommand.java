package io.anchorage.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code anchorage version}: prints the versions of Anchorage and what it runs on. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Print the versions of Anchorage, Spark and Java.")
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    for (String line : new Version().getVersion()) {
      spec.commandLine().getOut().println(line);
    }
  }
}
