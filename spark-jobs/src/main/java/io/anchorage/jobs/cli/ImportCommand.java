package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.exchange.in.ImportJob;
import io.anchorage.jobs.exchange.in.ImportReport;
import io.anchorage.jobs.exchange.in.ImportRequest;
import io.anchorage.jobs.exchange.in.ImportSplits;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code anchorage import} command: a table of fields in other people's files. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make a field table of published datasets and of exported files.",
      "A file that cannot be read is a row of the failures; nothing in it is run."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage import --format npz --input /tmp/npz --output /tmp/again",
      "  DWSNets' MNIST, scored against the images:",
      "    anchorage import --format dwsnets --input mnist-inrs \\",
      "        --output /tmp/dwsnets --images /data/mnist"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table is written",
      "1:internal error",
      "2:invalid flag, config key or value",
      "3:input problem: no such files, or none that can be read",
      "4:output problem: it exists, is locked, was made otherwise or cannot be written",
      "130:cancelled; continue with --resume"
    })
final class ImportCommand implements Callable<Integer> {
  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = {
        "arrow, npz, safetensors, hdf5: files that export wrote;",
        "dwsnets, nfn, scalegmn, multiview, implicit-zoo, fit-a-nef,",
        "arc, functa: published datasets."
      })
  private String format;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "A file or the folder of a dataset: any Hadoop path.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "TABLE",
      description = "The table to write; it must not exist yet.")
  private String output;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "What the fields of files that do not say it are: a fit's config.")
  private String config = "";

  @Option(
      names = "--array",
      paramLabel = "COLUMN=NAME",
      description = {
        "With --config: what an array is called, such as label=labels,",
        "or W{l}=seq.{l}.weight.T for weights [fields, out, in]."
      })
  private List<String> arrays = new ArrayList<>();

  @Option(
      names = "--images",
      paramLabel = "PATH",
      description = "The images that the fields represent, to score them.")
  private String images = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change a key of a published dataset's contract, such as fit.family.omega.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--split-at",
      paramLabel = "VAL,TEST",
      description = {
        "nfn, fit-a-nef: first index of the validation and of the test",
        "split, such as 55000,60000 (default: as published)."
      })
  private String splitAt = "";

  @Option(
      names = "--size",
      paramLabel = "HxW",
      description = "Size of the fitted grid, if it is not the dataset's own.")
  private String size = "";

  @Option(names = "--resume", description = "Continue a table, or add files that are new.")
  private boolean resume;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!ImportJob.formats().containsKey(format)) {
      throw new UserException(
          Kind.CONFIG,
          "--format must be one of %s: %s"
              .formatted(String.join(", ", ImportJob.formats().keySet()), format));
    }
    if (config.isEmpty() && !arrays.isEmpty()) {
      throw new UserException(
          Kind.CONFIG, "--array names the arrays of fields that --config describes; give both");
    }
    ImportRequest request =
        new ImportRequest(
            input, output, format, config, arrays, size, images, settings, splits(), resume);
    ImportReport report;
    try (JavaSparkContext spark = SparkContexts.open("anchorage import", master.url())) {
      report = ImportJob.run(spark, request, System.err);
    }
    if (report.cancelled()) {
      spec.commandLine()
          .getErr()
          .println(
              "anchorage: cancelled after %d fields; run the same command with --resume to continue"
                  .formatted(report.present() + report.fields()));
      return ExitCode.CANCELLED;
    }
    tell(report, spec.commandLine().getOut());
    Reports.after(report.table())
        .ifPresent(page -> spec.commandLine().getOut().println("report    " + page));
    return ExitCode.OK;
  }

  private ImportSplits splits() {
    Matcher at = Pattern.compile("(\\d{1,12}),(\\d{1,12})").matcher(splitAt);
    if (!splitAt.isEmpty()
        && (!at.matches() || Long.parseLong(at.group(1)) > Long.parseLong(at.group(2)))) {
      throw new UserException(
          Kind.CONFIG, "--split-at must be two indices in order, such as 55000,60000: " + splitAt);
    }
    return splitAt.isEmpty()
        ? ImportSplits.PUBLISHED
        : new ImportSplits(Long.parseLong(at.group(1)), Long.parseLong(at.group(2)));
  }

  private static void tell(ImportReport report, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %,d fields in %.1f s",
            report.table(),
            report.fields(),
            report.seconds()));
    if (report.present() > 0) {
      out.println(String.format(Locale.ROOT, "%,d were already there", report.present()));
    }
    if (report.failures() > 0) {
      out.println(
          String.format(
              Locale.ROOT, "failures  %,d, such as: %s", report.failures(), report.firstFailure()));
    }
    if (report.scored() > 0) {
      out.println(
          String.format(
              Locale.ROOT,
              "images    %,d fields compared, median PSNR %.0f dB",
              report.scored(),
              report.medianPsnr()));
    }
    if (report.own().fields() > 0) {
      out.println(own(report.own()));
    }
    if (!report.doubt().isEmpty()) {
      out.println("WARNING   " + report.doubt());
    }
  }

  private static String own(ImportReport.Own own) {
    String said =
        String.format(
            Locale.ROOT,
            "own PSNR  in the files of %,d fields, median %.0f dB",
            own.fields(),
            own.median());
    return own.compared() == 0
        ? said
        : said
            + String.format(
                Locale.ROOT,
                "; ours is %+.2f dB from it on average, at most %.2f dB in %,d fields",
                own.gap(),
                own.widest(),
                own.compared());
  }
}
