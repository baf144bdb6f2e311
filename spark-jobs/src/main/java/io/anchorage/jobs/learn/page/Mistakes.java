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
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.table.rows.FieldKey;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A model's confusion matrix, and a field of each of its most frequent mistakes. */
final class Mistakes {
  private static final int SHOWN = 12;
  private static final int WIDEST = 40;
  private static final double DEEPEST = 0.85;

  private final FieldPictures pictures;

  Mistakes(FieldPictures pictures) {
    this.pictures = pictures;
  }

  private record Cell(int truth, int taken, long count) {}

  /**
   * Shows what a model takes for what.
   *
   * @param name whose mistakes they are
   * @param classes names of the classes, by number
   * @param scores of one split, with its confusion and a field of each mistake
   */
  List<DomContent> parts(String name, List<String> classes, JsonNode scores) {
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        p(
            "%s: %s %% of %s fields. Rows are the true classes, columns what they were taken for."
                .formatted(
                    name,
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
    List<Cell> shown = mistakes.subList(0, Math.min(SHOWN, mistakes.size()));
    Map<FieldKey, DomContent> drawn =
        pictures.of(shown.stream().flatMap(cell -> field(scores, cell).stream()).toList());
    List<DomContent> specimens = new ArrayList<>();
    for (Cell cell : shown) {
      List<DomContent> content = new ArrayList<>();
      content.add(
          p(
              "%s taken for %s: %s"
                  .formatted(
                      classes.get(cell.truth()),
                      classes.get(cell.taken()),
                      cell.count() == 1 ? "once" : "%,d times".formatted(cell.count()))));
      field(scores, cell).map(drawn::get).ifPresent(content::add);
      specimens.add(div(each(content, part -> part)).withClass("specimen"));
    }
    if (!specimens.isEmpty()) {
      parts.add(h3("The most frequent mistakes"));
      parts.add(div(each(specimens, specimen -> specimen)).withClass("gallery"));
    }
  }

  private static Optional<FieldKey> field(JsonNode scores, Cell cell) {
    for (JsonNode mistake : scores.path("mistakes")) {
      if (mistake.path("truth").asInt() == cell.truth()
          && mistake.path("predicted").asInt() == cell.taken()) {
        return Optional.of(new FieldKey(mistake.path("id").asText(), 0));
      }
    }
    return Optional.empty();
  }
}
