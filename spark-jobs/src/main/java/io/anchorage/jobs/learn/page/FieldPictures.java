package io.anchorage.jobs.learn.page;

import io.anchorage.UserException;
import io.anchorage.jobs.report.ImageTable;
import io.anchorage.jobs.report.Panel;
import io.anchorage.jobs.report.page.Picture;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** The fields of a table, drawn as images where that is possible. */
final class FieldPictures {
  private static final int BOX = 124;

  private final FieldTable table;
  private final ImageTable subject;

  private FieldPictures(FieldTable table, ImageTable subject) {
    this.table = table;
    this.subject = subject;
  }

  /** Opens a table; there are no pictures if it is gone or its fields are no images. */
  static FieldPictures from(String path, Configuration hadoop) {
    try {
      FieldTable table = FieldTable.open(StorageFolder.at(path, hadoop));
      ImageTable subject = new ImageTable(table);
      subject.family();
      return new FieldPictures(table, subject);
    } catch (UserException e) {
      return new FieldPictures(null, null);
    }
  }

  /** Draws some fields. Those that are gone, or cannot be drawn, are left out. */
  Map<FieldKey, DomContent> of(List<FieldKey> keys) {
    Map<FieldKey, DomContent> drawn = new TreeMap<>();
    if (table == null || keys.isEmpty()) {
      return drawn;
    }
    try {
      for (FieldRow row : table.find(keys)) {
        String id = row.summary().id();
        drawn.put(
            row.key(),
            Picture.captioned(
                Panel.thumbnail(subject.picture(row, 1), BOX), id, "The field of " + id));
      }
    } catch (UserException e) {
      return drawn;
    }
    return drawn;
  }
}
