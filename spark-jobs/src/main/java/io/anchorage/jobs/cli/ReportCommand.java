package io.anchorage.jobs.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage report} command: writes a page about a table, or about two. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Write a page in HTML about a field table, a model, predictions or an experiment: what ran,",
      "how well, how fast, and what failed. Jobs write it by themselves when they end. Of two tables,",
      "models or experiments, compare them."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage report /tmp/arcs",
      "  Two recipes side by side:",
      "    anchorage report /tmp/arcs /tmp/arcs-fast --output compared.html"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:a flag, or two results of different kinds",
      "3:there is no such table, model or experiment",
      "4:the page cannot be written"
    })
final class ReportCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "PATH", description = "What a job wrote: any Hadoop path.")
  private String path;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "Another of the same kind, to compare.")
  private String other;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "Where a table's originals are now (default: where its last run read them).")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "HTML",
      description =
          "The page to write (default: report.html in the result's folder; needed for two).")
  private String output;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    String written =
        other == null ? Reports.write(path, input, output) : Reports.compare(path, other, output);
    PrintWriter out = spec.commandLine().getOut();
    out.println(written);
  }
}
