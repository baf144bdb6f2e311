package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.report.PictureFile;
import io.anchorage.jobs.report.Spectra;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage spectrum} command: which spatial frequencies fields have learnt. */
@Command(
    name = "spectrum",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plot the power of images and of their fields by spatial frequency, and of the",
      "fields' errors, for one table or several of the same images."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    footer = {
      "  What ten, a hundred and a thousand steps have learnt:",
      "    anchorage spectrum /tmp/steps-10 /tmp/steps-100 /tmp/steps-1000 \\",
      "        --output spectrum.png"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:a flag",
      "3:there is no such table or dataset, or the tables are not of the same images",
      "4:the picture cannot be written"
    })
final class SpectrumCommand implements Runnable {
  @Parameters(
      paramLabel = "TABLE",
      arity = "1..6",
      description = "Field tables of the same images, 1 to 6: any Hadoop paths.")
  private List<String> tables;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "64",
      description = "Most images to compare, spread over the classes (default: 64).")
  private int images;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "Where the images are now (default: where the first table's last run read them).")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PNG",
      description =
          "The plot; its numbers are written beside it as CSV. Existing files are replaced.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (images < 1) {
      throw new UserException(Kind.CONFIG, "--images must be at least 1: " + images);
    }
    List<Spectra.Source> sources = new ArrayList<>();
    Targets originals = null;
    for (String path : tables) {
      FieldTable table = Tables.open(path);
      TableSubject subject = Tables.subject(table);
      sources.add(new Spectra.Source(name(path), table, subject.family()));
      if (originals == null) {
        originals = subject.targets(input, Tables.settings());
      }
    }
    Spectra.Drawn drawn = new Spectra(sources, originals).draw(images);
    PictureFile.write(drawn.plot(), output);
    String file = output.getFileName().toString();
    Path csv = output.resolveSibling(file.replaceFirst("\\.[A-Za-z]+$", "") + ".csv");
    PictureFile.write(drawn.csv(), csv);
    spec.commandLine()
        .getOut()
        .println(String.format(Locale.ROOT, "%s, %s: %d images", output, csv, drawn.images()));
  }

  /** The last part of a path. */
  private static String name(String path) {
    String trimmed = path.replaceAll("/+$", "");
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }
}
