package io.anchorage.jobs.cli;

import io.anchorage.jobs.report.Inspection;
import io.anchorage.jobs.table.FieldTable;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage inspect} command: shows what a table contains and how it was made. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Show what a field table contains and how it was made.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage inspect /tmp/arcs",
      "  A hash that shows whether two tables hold the same fields:",
      "    anchorage inspect --json /tmp/arcs | jq -r .parameters_sha256"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:internal error", "2:a flag", "3:there is no such table"})
final class InspectCommand implements Runnable {
  @Parameters(paramLabel = "TABLE", description = "The field table: any Hadoop path.")
  private String table;

  @Option(names = "--json", description = "Print JSON with stable keys, for scripts.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    FieldTable opened = Tables.open(table);
    Inspection inspection = Inspection.of(opened, Tables.subject(opened));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(InspectionJson.of(inspection.hashed(opened)));
    } else {
      InspectionText.of(inspection).forEach(out::println);
      out.flush();
      // All of the table is read for it: whoever waits has something to look at meanwhile.
      out.println(InspectionText.parameters(opened.parametersSha256()));
    }
  }
}
