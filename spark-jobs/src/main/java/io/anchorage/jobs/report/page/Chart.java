package io.anchorage.jobs.report.page;

import static j2html.TagCreator.canvas;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.summary;

import io.anchorage.jobs.storage.Json;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart, drawn by the charting library in the page; its numbers stand below it as a table for
 * those who cannot see it.
 *
 * @param x name of the horizontal axis, with its unit
 * @param y name of the vertical axis, with its unit
 * @param labels names of the categories on the horizontal axis; empty if that is of numbers
 */
public record Chart(
    Kind kind, String title, String x, String y, List<String> labels, List<Series> series) {
  /** How the points are drawn. */
  public enum Kind {
    LINE,
    BAR
  }

  /**
   * One curve or one set of bars.
   *
   * @param points (x, y) each; x counts categories from 0 where the axis has them
   */
  public record Series(String name, List<double[]> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  public Chart {
    labels = List.copyOf(labels);
    series = List.copyOf(series);
  }

  /** A chart of curves over numbers. */
  public static Chart lines(String title, String x, String y, List<Series> series) {
    return new Chart(Kind.LINE, title, x, y, List.of(), series);
  }

  /** A chart of one bar for each category. */
  public static Chart bars(
      String title, String x, String y, List<String> labels, List<Double> heights) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < heights.size(); i++) {
      points.add(new double[] {i, heights.get(i)});
    }
    return new Chart(Kind.BAR, title, x, y, labels, List.of(new Series(y, points)));
  }

  /** Returns the chart for a page. */
  public DomContent drawn() {
    String text = Json.compact(Json.tree(tree())).replace("<", "\\u003c");
    return figure(
            figcaption(title),
            div(canvas().attr("role", "img").attr("aria-label", title + ": " + y + " by " + x))
                .withClass("plot"),
            script(rawHtml(text)).withType("application/json"),
            details(summary("Numbers"), numbers()))
        .withClass("chart");
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", Json.lower(kind));
    tree.put("x", x);
    tree.put("y", y);
    tree.put("labels", labels);
    List<Object> all = new ArrayList<>();
    for (Series one : series) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", one.name());
      entry.put(
          "points",
          one.points().stream()
              .map(p -> java.util.Arrays.asList(Json.number(p[0]), Json.number(p[1])))
              .toList());
      all.add(entry);
    }
    tree.put("series", all);
    return tree;
  }

  private DomContent numbers() {
    List<List<String>> rows = new ArrayList<>();
    for (Series one : series) {
      for (double[] point : one.points()) {
        String at = labels.isEmpty() ? Numbers.plain(point[0]) : labels.get((int) point[0]);
        rows.add(List.of(one.name(), at, Numbers.plain(point[1])));
      }
    }
    return Grid.of(List.of("", x, y), rows);
  }
}
