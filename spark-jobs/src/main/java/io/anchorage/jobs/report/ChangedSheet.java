package io.anchorage.jobs.report;

import io.anchorage.field.Field;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A contact sheet of a table's fields, each beside what a change makes of it. */
public final class ChangedSheet {
  private static final int BITS = 8;

  private final FieldTable table;
  private final TableFamily family;
  private final FieldChange change;

  /** Makes a sheet of a table whose fields represent images. */
  public ChangedSheet(FieldTable table, TableFamily family, FieldChange change) {
    this.table = table;
    this.family = family;
    this.change = change;
  }

  /**
   * Draws {@code count} fields, or all of them if there are fewer.
   *
   * @throws io.anchorage.UserException if the table has no fields, or the change is not for them
   */
  public Targets.Sheet draw(int count) {
    List<FieldRow> rows = SheetSelection.rows(table, count);
    List<Field> changed = change.of(family, rows);
    FieldAnchors anchors = FieldAnchors.of(family.family(), rows);
    List<Specimen> specimens = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      specimens.add(specimen(rows.get(i), changed.get(i), anchors));
    }
    ContactSheet sheet =
        new ContactSheet(
            change.words(),
            String.format(
                Locale.ROOT,
                "%,d of the table's %,d fields",
                rows.size(),
                table.manifest().fields()),
            anchors.present() ? List.of(FieldAnchors.NOTE) : List.of());
    return new Targets.Sheet(sheet.draw(specimens, Lettering.best()), rows.size(), rows.size());
  }

  private Specimen specimen(FieldRow row, Field changed, FieldAnchors anchors) {
    FieldSummary summary = row.summary();
    return new Specimen(
        FieldSheet.name(summary),
        FieldSheet.name(summary).equals(summary.id()) ? "" : summary.id(),
        picture(row.field()),
        FieldSheet.scored(summary),
        picture(changed),
        null,
        "changed",
        anchors.of(changed));
  }

  private BufferedImage picture(Field field) {
    return FieldImage.of(family.image(field).raster(BITS));
  }
}
