package io.anchorage.jobs.cli;

import static io.anchorage.jobs.cli.FitSummary.say;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.upkeep.CompactJob;
import io.anchorage.jobs.upkeep.CompactReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage compact} command: few large shards in the place of many small ones. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Merge the small shards of a field table.",
      "Readers go on meanwhile: the old files stay until the next run on the table."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = "  anchorage compact /tmp/arcs",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:there is nothing left to merge",
      "1:internal error",
      "2:a flag",
      "3:there is no such table",
      "4:the table is locked, damaged or cannot be written",
      "130:cancelled; the table is as it was"
    })
final class CompactCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1L << 20;

  @Parameters(paramLabel = "TABLE", description = "The field table: any Hadoop path.")
  private String table;

  @Option(
      names = "--shard-size",
      paramLabel = "MIB",
      defaultValue = "128",
      description = "Size of a merged shard, at most; half of it is large enough (default: 128).")
  private long size;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (size < 1 || size > Long.MAX_VALUE / MEBIBYTE) {
      throw new UserException(Kind.CONFIG, "--shard-size must be at least 1 MiB: " + size);
    }
    PrintWriter out = spec.commandLine().getOut();
    FieldTable opened = Tables.open(table);
    if (!CompactJob.isWorthwhile(opened, size * MEBIBYTE)) {
      out.println(say("shards", "%,d, none to merge", opened.manifest().shards().size()));
      return ExitCode.OK;
    }
    CompactReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage compact", master.url())) {
      report = CompactJob.run(spark, table, size * MEBIBYTE, System.err);
    }
    if (report.cancelled()) {
      spec.commandLine().getErr().println("anchorage: cancelled; the table is as it was");
      return ExitCode.CANCELLED;
    }
    out.println(
        say(
            "shards",
            "%,d of %,d merged, %,d now",
            report.merged(),
            report.before(),
            report.after()));
    out.println(
        say(
            "merged",
            "%,d fields, %,.1f MB in %.1f s",
            report.fields(),
            report.bytes() / 1e6,
            report.seconds()));
    out.println(say("table", "%s", report.table()));
    return ExitCode.OK;
  }
}
