package io.anchorage.jobs.learn.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.jobs.report.ImageTable;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Picture;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A model's confusion matrix, and a field of each of its most frequent mistakes. */
final class Mistakes {
  private static final int SHOWN = 12;
  private static final int WIDEST = 40;
  private static final double DEEPEST = 0.85;

  private final String table;
  private final StorageFolder folder;

  /**
   * @param table path of the field table that the model learnt from
   * @param folder any folder with the settings to open the table
   */
  Mistakes(String table, StorageFolder folder) {
    this.table = table;
    this.folder = folder;
  }

  private record Cell(int truth, int taken, long count) {}

  List<DomContent> parts(Trained model) {
    String split = model.scored();
    if (split.isEmpty()) {
      return List.of();
    }
    JsonNode scores = model.confusion().path(split);
    List<String> classes = new ArrayList<>();
    model.confusion().path("classes").forEach(name -> classes.add(name.asText()));
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        p(
            "%s, %s split: %s %% of %s fields. Rows are the true classes, columns what they were taken for."
                .formatted(
                    model.name(),
                    split,
                    Numbers.of("%.2f", 100 * scores.path("accuracy").asDouble(Double.NaN)),
                    Numbers.plain(scores.path("clouds").asDouble()))));
    if (classes.size() <= WIDEST) {
      parts.add(matrix(classes, scores.path("confusion")));
    }
    examples(classes, scores, parts);
    return parts;
  }

  private static DomContent matrix(List<String> classes, JsonNode counts) {
    List<DomContent> rows = new ArrayList<>();
    for (int truth = 0; truth < classes.size(); truth++) {
      JsonNode row = counts.path(truth);
      long all = 0;
      for (JsonNode count : row) {
        all += count.asLong();
      }
      List<DomContent> cells = new ArrayList<>();
      cells.add(th(classes.get(truth)).attr("scope", "row"));
      for (int taken = 0; taken < classes.size(); taken++) {
        cells.add(cell(row.path(taken).asLong(), all, truth == taken));
      }
      rows.add(tr(each(cells, cell -> cell)));
    }
    return div(table(
                thead(tr(th(""), each(classes, name -> th(name).attr("scope", "col")))),
                tbody(each(rows, row -> row)))
            .withClass("matrix"))
        .withClass("wide");
  }

  private static TdTag cell(long count, long all, boolean right) {
    double depth = all == 0 ? 0 : DEEPEST * Math.sqrt((double) count / all);
    return td(count == 0 ? "" : Long.toString(count))
        .withStyle(
            String.format(
                Locale.ROOT, "background:rgba(var(--%s),%.3f)", right ? "good" : "bad", depth));
  }

  private void examples(List<String> classes, JsonNode scores, List<DomContent> parts) {
    List<Cell> mistakes = new ArrayList<>();
    for (int truth = 0; truth < classes.size(); truth++) {
      for (int taken = 0; taken < classes.size(); taken++) {
        long count = scores.path("confusion").path(truth).path(taken).asLong();
        if (truth != taken && count > 0) {
          mistakes.add(new Cell(truth, taken, count));
        }
      }
    }
    mistakes.sort(Comparator.comparingLong(Cell::count).reversed());
    List<DomContent> specimens = new ArrayList<>();
    Optional<Fields> fields = Fields.open(table, folder);
    for (Cell cell : mistakes.subList(0, Math.min(SHOWN, mistakes.size()))) {
      List<DomContent> content = new ArrayList<>();
      content.add(
          p(
              "%s taken for %s: %d times"
                  .formatted(classes.get(cell.truth()), classes.get(cell.taken()), cell.count())));
      fields.flatMap(drawn -> id(scores, cell).flatMap(drawn::picture)).ifPresent(content::add);
      specimens.add(div(each(content, part -> part)).withClass("specimen"));
    }
    if (!specimens.isEmpty()) {
      parts.add(h3("The most frequent mistakes"));
      parts.add(div(each(specimens, specimen -> specimen)).withClass("gallery"));
    }
  }

  private static Optional<String> id(JsonNode scores, Cell cell) {
    for (JsonNode mistake : scores.path("mistakes")) {
      if (mistake.path("truth").asInt() == cell.truth()
          && mistake.path("predicted").asInt() == cell.taken()) {
        return Optional.of(mistake.path("id").asText());
      }
    }
    return Optional.empty();
  }

  /** The fields that a model learnt from, drawn as images. */
  private record Fields(FieldTable table, ImageTable subject) {
    /** Opens a table; empty if it is gone or its fields are no images. */
    static Optional<Fields> open(String path, StorageFolder like) {
      try {
        FieldTable table = FieldTable.open(StorageFolder.at(path, like.settings()));
        ImageTable subject = new ImageTable(table);
        subject.family();
        return Optional.of(new Fields(table, subject));
      } catch (UserException e) {
        return Optional.empty();
      }
    }

    Optional<DomContent> picture(String id) {
      try {
        List<FieldRow> rows = table.find(id);
        return rows.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Picture.captioned(subject.picture(rows.get(0), 1), id, "The field of " + id));
      } catch (UserException e) {
        return Optional.empty();
      }
    }
  }
}
