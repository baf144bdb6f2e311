package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldSample;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.Verification;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage verify} command: checks a table against its manifest. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Check a field table.",
      "It must have its checksums and row counts and no field twice, and a sample of its fields"
          + " must",
      "reconstruct to the PSNR in their rows, within 0.05 dB."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage verify /tmp/arcs",
      "  Against images that have moved, a thousand of them:",
      "    anchorage verify /tmp/arcs --sample 1000 --input /new/place/fashion-mnist"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table is sound",
      "1:internal error",
      "2:a flag",
      "3:there is no such table or dataset",
      "4:the table is damaged, or images have changed since they were fitted"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TABLE", description = "The field table: any Hadoop path.")
  private String table;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "100",
      description = "Number of fields to reconstruct (default: 100).")
  private int sample;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "Where the originals are now (default: where the table's last run read them).")
  private String input;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (sample < 0) {
      throw new UserException(Kind.CONFIG, "--sample must be at least 0: " + sample);
    }
    FieldTable opened = Tables.open(table);
    TableSubject subject = Tables.subject(opened);
    TableFamily family = subject.family();
    Targets targets = subject.targets(input, Tables.settings());
    FieldSample fields =
        new FieldSample(
            family.family(),
            family.recipe().fit().family(),
            family.shared(),
            targets,
            family.recipe().fit().seed(),
            sample);
    Verification found = TableVerifier.verify(opened, sample == 0 ? null : fields);
    if (json) {
      spec.commandLine().getOut().println(FitJson.of(opened.files().root(), found));
    } else {
      tell(found, targets);
    }
    if (!found.isSound()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is damaged: %s%s; the command that made it, with --repair, fits the images of damaged shards again"
              .formatted(
                  opened.files().root(),
                  found.problems().get(0),
                  found.problems().size() == 1
                      ? ""
                      : ", and " + (found.problems().size() - 1) + " more, listed above"));
    }
    if (!found.changed().isEmpty()) {
      throw new UserException(
          Kind.OUTPUT,
          ("%,d fields of %s no longer belong to their images, such as %s: these have other pixels"
                  + " than when they were fitted; fit --incremental with run.changed-images=refit"
                  + " fits them again")
              .formatted(found.changed().size(), opened.files().root(), found.changed().get(0)));
    }
    return ExitCode.OK;
  }

  private void tell(Verification found, Targets targets) {
    PrintWriter out = spec.commandLine().getOut();
    say(out, "files     %,d checked", found.files());
    say(out, "rows      %,d fields, %,d failures", found.fields(), found.failures());
    say(
        out,
        "sample    %,d fields reconstructed, %,d compared with their images%s",
        found.sampled(),
        found.compared(),
        found.compared() == 0
            ? ""
            : String.format(Locale.ROOT, ", PSNR within %.4f dB", found.largestDifference()));
    targets.missing().ifPresent(why -> say(out, "          no images: %s", why));
    if (found.problems().size() > 1) {
      found.problems().forEach(problem -> say(out, "problem   %s", problem));
    }
    if (!found.twins().isEmpty()) {
      say(out, "twice     %s", found.twins());
    }
    if (found.isSound() && found.changed().isEmpty()) {
      say(out, "sound");
    }
  }

  private static void say(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
