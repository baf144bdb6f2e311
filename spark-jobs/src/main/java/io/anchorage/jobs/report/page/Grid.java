package io.anchorage.jobs.report.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/** Tables of text. */
public final class Grid {
  private Grid() {}

  /** A table with a row of heads; the first cell of each row names it. */
  public static DomContent of(List<String> heads, List<List<String>> rows) {
    return div(table(
            thead(tr(each(heads, head -> th(head).attr("scope", "col")))),
            tbody(each(rows, Grid::row))))
        .withClass("wide");
  }

  private static DomContent row(List<String> cells) {
    return tr(
        th(cells.get(0)).attr("scope", "row"), each(cells.subList(1, cells.size()), c -> td(c)));
  }

  /** A table of names and what is to be said of each. */
  public static DomContent facts(Map<String, String> facts) {
    return div(table(
            tbody(
                each(
                    facts.entrySet(),
                    fact -> tr(th(fact.getKey()).attr("scope", "row"), td(fact.getValue()))))))
        .withClass("wide facts");
  }
}
