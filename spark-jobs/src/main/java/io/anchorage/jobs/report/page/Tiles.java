package io.anchorage.jobs.report.page;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;

import j2html.tags.DomContent;
import java.util.Map;

/** The few figures that a reader looks for first, in large type. */
public final class Tiles {
  private Tiles() {}

  /**
   * Draws figures side by side.
   *
   * @param figures by their names, in the order in which they are shown
   */
  public static DomContent of(Map<String, String> figures) {
    return dl(each(figures.entrySet(), e -> div(dt(e.getKey()), dd(e.getValue()))))
        .withClass("tiles");
  }
}
