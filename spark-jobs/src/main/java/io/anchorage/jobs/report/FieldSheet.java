package io.anchorage.jobs.report;

import io.anchorage.field.Field;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A contact sheet of a table's fields. */
final class FieldSheet {
  private static final int BITS = 8;

  private final FieldTable table;
  private final TableFamily family;
  private final OriginalImages originals;

  /**
   * Makes a sheet of a table's fields.
   *
   * @param originals shown beside the fields, where available
   */
  FieldSheet(FieldTable table, TableFamily family, OriginalImages originals) {
    this.table = table;
    this.family = family;
    this.originals = originals;
  }

  /**
   * Draws {@code count} fields, or all of them if there are fewer.
   *
   * @throws io.anchorage.UserException if the table has no fields
   */
  Targets.Sheet draw(int count) {
    List<FieldRow> rows = SheetSelection.rows(table, count);
    FieldAnchors anchors = FieldAnchors.of(family.family(), rows);
    int longest =
        rows.stream()
            .mapToInt(r -> Math.max(r.summary().width(), r.summary().height()))
            .max()
            .getAsInt();
    int factor = anchors.present() ? 1 : ContactSheet.enlargement(longest);
    List<Specimen> specimens = rows.stream().map(row -> specimen(row, factor, anchors)).toList();
    int shown = (int) specimens.stream().filter(s -> s.original() != null).count();
    ContactSheet sheet =
        new ContactSheet(
            title(), subtitle(rows), notes(shown, rows.size(), factor, anchors.present()));
    return new Targets.Sheet(sheet.draw(specimens, Lettering.best()), rows.size(), shown);
  }

  private Specimen specimen(FieldRow row, int factor, FieldAnchors anchors) {
    FieldSummary summary = row.summary();
    Field field = row.field();
    Optional<Raster> original = originals.find(summary);
    return new Specimen(
        name(summary),
        name(summary).equals(summary.id()) ? "" : summary.id(),
        original.map(FieldImage::of).orElse(null),
        "original",
        FieldImage.of(family.image(field).raster(BITS)),
        factor > 1 ? FieldImage.of(family.image(field, factor).raster(BITS)) : null,
        scored(summary),
        anchors.of(field));
  }

  static String name(FieldSummary summary) {
    if (!summary.labelName().isEmpty()) {
      return summary.labelName();
    }
    return summary.label() < 0 ? summary.id() : "class " + summary.label();
  }

  private String title() {
    Manifest manifest = table.manifest();
    return manifest.spec().family().toUpperCase(Locale.ROOT) + " fields of " + manifest.dataset();
  }

  /** What is said of a field beside its picture. */
  static String scored(FieldSummary summary) {
    return Double.isNaN(summary.psnr())
        ? "field, not scored"
        : String.format(Locale.ROOT, "field, %.1f dB", summary.psnr());
  }

  private String subtitle(List<FieldRow> rows) {
    Statistics psnr =
        Statistics.of(rows.stream().mapToDouble(row -> row.summary().psnr()).toArray());
    return String.format(
        Locale.ROOT,
        "%,d of the table's %,d; %s; recipe %.12s",
        rows.size(),
        table.manifest().fields(),
        psnr.count() == 0
            ? "not scored"
            : String.format(Locale.ROOT, "mean PSNR of these %.2f dB", psnr.mean()),
        table.manifest().spec().recipeHash());
  }

  private List<String> notes(int shown, int of, int factor, boolean anchors) {
    List<String> notes = new ArrayList<>();
    if (shown == 0) {
      notes.add("Originals are not shown: " + originals.missing().orElse("none was found"));
    } else if (shown < of) {
      notes.add((of - shown) + " originals are not shown: they are gone or have changed.");
    }
    if (anchors) {
      notes.add(FieldAnchors.NOTE);
    } else if (factor > 1) {
      notes.add(
          "A field has no pixels: on the right it is evaluated at "
              + factor
              + " times the resolution that it was fitted at.");
    }
    return notes;
  }
}
