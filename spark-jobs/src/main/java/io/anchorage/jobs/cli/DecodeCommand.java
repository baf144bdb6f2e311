package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.Field;
import io.anchorage.jobs.learn.ChangedFields;
import io.anchorage.jobs.report.ChangedSheet;
import io.anchorage.jobs.report.DerivativePicture;
import io.anchorage.jobs.report.FieldDerivative;
import io.anchorage.jobs.report.PictureFile;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.signal.Raster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code anchorage decode} command: draws fields as images. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Draw a field as an image, or many fields as a contact sheet.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  One image back from its field, at four times its resolution:",
      "    anchorage decode /tmp/arcs --id fashion-mnist/test/7 --scale 4 \\",
      "        --output boot.png",
      "  How steep the field is at each point, from its formula:",
      "    anchorage decode /tmp/sirens --id fashion-mnist/test/7 --scale 8 \\",
      "        --derivative gradient --output edges.png",
      "  Twelve fields beside their originals, and where their latents sit:",
      "    anchorage decode /tmp/arcs --sheet 12 --output sheet.png",
      "  The same clouds rotated, and mixed with each other:",
      "    anchorage decode /tmp/arcs --sheet 12 --change rotate \\",
      "        --output rotated.png",
      "    anchorage decode /tmp/arcs --sheet 12 --change arc-mix \\",
      "        --output mixed.png",
      "  Of feature maps: two images' maps; PSNR by step, also in curves.csv:",
      "    anchorage decode /tmp/maps --sheet 2 --output maps.png",
      "    anchorage decode /tmp/maps --curves --output curves.png"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:a flag",
      "3:there is no such table, field or dataset",
      "4:the picture cannot be written"
    })
final class DecodeCommand implements Runnable {
  private static final int MOST_FIELDS = 500;

  @Parameters(paramLabel = "TABLE", description = "The field table: any Hadoop path.")
  private String table;

  @Option(names = "--id", paramLabel = "ID", description = "The image's id, as in the table.")
  private String id;

  @Option(
      names = "--repeat",
      paramLabel = "R",
      defaultValue = "0",
      description = "Which of the image's redundant fits (default: 0).")
  private int repeat;

  @Option(
      names = "--scale",
      paramLabel = "S",
      defaultValue = "1",
      description = "A whole multiple of the fitted resolution (default: 1).")
  private int scale;

  @Option(
      names = "--derivative",
      paramLabel = "WHICH",
      description =
          "With --id: the exact gradient or laplacian by the coordinates instead of the values.")
  private FieldDerivative derivative;

  @Option(
      names = "--change",
      paramLabel = "CHANGE",
      description =
          "What an augmentation makes of the fields: its kind, or '{kind: rotate, degrees: 45}' as in"
              + " a training config; may be repeated.")
  private List<String> changes = List.of();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "0",
      description = "With --change: with a field's id, decides its change (default: 0).")
  private long seed;

  @Option(
      names = "--sheet",
      paramLabel = "N",
      description =
          "A contact sheet of N fields beside their originals; of feature maps, of N images.")
  private Integer sheet;

  @Option(
      names = "--curves",
      description = "Of feature maps: mean PSNR by step, layer and phase; writes a CSV beside it.")
  private boolean curves;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "Where the originals are now (default: where the table's last run read them).")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PNG",
      description = "The image to write; an existing file is replaced.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    check();
    FieldTable opened = Tables.open(table);
    TableSubject subject = Tables.subject(opened);
    if (curves) {
      curves(opened, subject);
    } else if (sheet == null) {
      one(opened, subject);
    } else if (changes.isEmpty()) {
      many(subject);
    } else {
      changed(opened, subject);
    }
  }

  private void check() {
    if ((id == null ? 0 : 1) + (sheet == null ? 0 : 1) + (curves ? 1 : 0) != 1) {
      throw new UserException(
          Kind.CONFIG,
          "Give either --id ID for one field, or --sheet N for a contact sheet"
              + (curves ? ", or --curves for a plot" : ""));
    }
    if (derivative != null && id == null) {
      throw new UserException(Kind.CONFIG, "--derivative is of one field: give --id ID");
    }
    if (!changes.isEmpty() && (curves || derivative != null)) {
      throw new UserException(
          Kind.CONFIG, "--change is of fields' values: leave out --curves and --derivative");
    }
    if (scale < 1) {
      throw new UserException(Kind.CONFIG, "--scale must be a whole number from 1: " + scale);
    }
    if (sheet != null && (sheet < 1 || sheet > MOST_FIELDS)) {
      throw new UserException(
          Kind.CONFIG, "--sheet must be in 1 .. " + MOST_FIELDS + " fields: " + sheet);
    }
  }

  private void one(FieldTable opened, TableSubject subject) {
    FieldRow row = find(opened);
    FieldSummary summary = row.summary();
    long samples = (long) summary.width() * summary.height() * summary.channels() * scale * scale;
    if (samples > Integer.MAX_VALUE / 2) {
      throw new UserException(
          Kind.CONFIG,
          "--scale %d makes an image of %d samples, too large to draw at once; take a smaller one"
              .formatted(scale, samples));
    }
    if (derivative != null) {
      derivative(row, subject);
      return;
    }
    Raster picture = changes.isEmpty() ? subject.picture(row, scale) : changed(row, subject);
    PictureFile.write(picture, output);
    say(
        "%s: %s, %dx%d, fitted at %dx%d with %.2f dB",
        output,
        id,
        picture.width(),
        picture.height(),
        summary.width(),
        summary.height(),
        summary.psnr());
  }

  private Raster changed(FieldRow row, TableSubject subject) {
    TableFamily family = subject.family();
    Field changed = ChangedFields.parse(changes, seed).of(family, List.of(row)).get(0);
    return family.image(changed, scale).raster(Byte.SIZE);
  }

  private void changed(FieldTable opened, TableSubject subject) {
    Targets.Sheet drawn =
        new ChangedSheet(opened, subject.family(), ChangedFields.parse(changes, seed)).draw(sheet);
    PictureFile.write(drawn.picture(), output);
    say(
        "%s: %d fields beside what the change makes of them, %dx%d",
        output, drawn.fields(), drawn.picture().getWidth(), drawn.picture().getHeight());
  }

  private void derivative(FieldRow row, TableSubject subject) {
    DerivativePicture drawn =
        DerivativePicture.of(subject.family(), row.field(), scale, derivative);
    PictureFile.write(drawn.raster(), output);
    say(
        "%s: %s of %s, %dx%d, white is %.4g for coordinates from -1 to 1",
        output,
        derivative.name().toLowerCase(Locale.ROOT),
        id,
        drawn.raster().width(),
        drawn.raster().height(),
        drawn.white());
  }

  private FieldRow find(FieldTable opened) {
    List<FieldRow> rows = opened.find(id);
    if (rows.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds no field of %s%s".formatted(opened.files().root(), id, hint(opened)));
    }
    return rows.stream()
        .filter(row -> row.summary().repeat() == repeat)
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    Kind.CONFIG,
                    "%s was fitted %d times, so --repeat is in 0 .. %d: %d"
                        .formatted(id, rows.size(), rows.size() - 1, repeat)));
  }

  private static String hint(FieldTable opened) {
    try (ShardScan<FieldSummary> rows = opened.summaries()) {
      return rows.hasNext() ? "; ids look like " + rows.next().id() : "; it holds none at all";
    }
  }

  private void many(TableSubject subject) {
    Targets targets = subject.targets(input, Tables.settings());
    Targets.Sheet drawn = targets.sheet(sheet);
    PictureFile.write(drawn.picture(), output);
    say(
        "%s: %d fields, %d with their %s, %dx%d",
        output,
        drawn.fields(),
        drawn.targets(),
        targets.words(),
        drawn.picture().getWidth(),
        drawn.picture().getHeight());
    targets.missing().ifPresent(why -> say("no %s: %s", targets.words(), why));
  }

  private void curves(FieldTable opened, TableSubject subject) {
    TableSubject.Curves read =
        subject
            .curves()
            .orElseThrow(
                () ->
                    new UserException(
                        Kind.CONFIG,
                        "--curves is for tables of feature maps, %s holds fields of %s: take --sheet N"
                            .formatted(opened.files().root(), subject.unit())));
    PictureFile.write(read.plot(), output);
    String name = output.getFileName().toString();
    Path csv = output.resolveSibling(name.replaceFirst("\\.[A-Za-z]+$", "") + ".csv");
    PictureFile.write(read.csv(), csv);
    say("%s, %s: %d fields", output, csv, read.fields());
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
  }
}
