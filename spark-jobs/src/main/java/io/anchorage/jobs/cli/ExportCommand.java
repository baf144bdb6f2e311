package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.exchange.out.ExportJob;
import io.anchorage.jobs.exchange.out.ExportReport;
import io.anchorage.jobs.exchange.out.ExportRequest;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code anchorage export} command: a table's fields in another format. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Write a table's fields in a format that other programs read.",
      "One Spark task writes one file; export.json lists them when all are there."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage export --format arrow --input /tmp/arcs --output /tmp/arrow",
      "  The training split, a thousand fields a file, for NumPy:",
      "    anchorage export --format npz --split train --shard-size 1000 \\",
      "        --input /tmp/arcs --output /tmp/npz"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the files are written",
      "1:internal error",
      "2:invalid flag",
      "3:input problem: no such table, or no fields to write",
      "4:output problem: it exists, is locked or cannot be written",
      "130:cancelled; continue with --resume"
    })
final class ExportCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = {
        "arrow, npz, safetensors, hdf5: many fields a file, for import,",
        "too; dws, nfn, fit-a-nef, pyg, pointcept: for their readers;",
        "webdataset: tars."
      })
  private String format;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "TABLE",
      description = "The field table: any Hadoop path.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "The folder to write; it must not exist yet.")
  private String output;

  @Option(
      names = "--split",
      paramLabel = "S",
      description = "Only fields of this split, such as train (default: all).")
  private String split = "";

  @Option(
      names = "--shard-size",
      paramLabel = "N",
      description = "Fields of one file at most (default: about 256 MB of them).")
  private Integer perFile;

  @Option(names = "--resume", description = "Continue: write the files that are missing.")
  private boolean resume;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (perFile != null && perFile < 1) {
      throw new UserException(Kind.CONFIG, "--shard-size must be at least 1: " + perFile);
    }
    if (!ExportJob.formats().containsKey(format)) {
      throw new UserException(
          Kind.CONFIG,
          "--format must be one of %s: %s"
              .formatted(String.join(", ", ExportJob.formats().keySet()), format));
    }
    ExportRequest request =
        new ExportRequest(input, output, format, split, perFile == null ? 0 : perFile, resume);
    ExportReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage export", master.url())) {
      report = ExportJob.run(spark, request, System.err);
    }
    if (report.cancelled()) {
      spec.commandLine()
          .getErr()
          .println(
              "anchorage: cancelled after %d files; run the same command with --resume to continue"
                  .formatted(report.files()));
      return ExitCode.CANCELLED;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %,d fields in %,d files of %,.1f MB, %.1f s (%.0f MB/s)",
            report.folder(),
            report.fields(),
            report.files(),
            report.bytes() / MEGABYTE,
            report.seconds(),
            report.written() / MEGABYTE / Math.max(report.seconds(), 1e-3)));
    if (report.present() > 0) {
      out.println(String.format(Locale.ROOT, "%,d files were already there", report.present()));
    }
    return ExitCode.OK;
  }
}
