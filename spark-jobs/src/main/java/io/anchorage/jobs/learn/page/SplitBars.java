package io.anchorage.jobs.learn.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;

import io.anchorage.jobs.report.page.Chart;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** Bars beside each other, one for each split. */
final class SplitBars {
  /** A chart of more classes cannot be read. */
  private static final int MOST = 40;

  private SplitBars() {}

  /** The height of a bar: of a split, and of a label by its number. */
  interface Value {
    double of(String split, int number);
  }

  /** Bars for each class; a sentence instead if there are too many. */
  static List<DomContent> byClass(
      String title, String y, List<String> classes, List<String> splits, Value value) {
    return List.of(
        classes.size() > MOST
            ? p("%,d classes, too many for a chart.".formatted(classes.size())).withClass("note")
            : of(title, "", y, classes, splits, value));
  }

  static DomContent of(
      String title, String x, String y, List<String> labels, List<String> splits, Value value) {
    List<Chart.Series> series = new ArrayList<>();
    for (String split : splits) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < labels.size(); i++) {
        points.add(new double[] {i, value.of(split, i)});
      }
      series.add(new Chart.Series(split, points));
    }
    return div(new Chart(Chart.Kind.BAR, title, x, y, labels, series).drawn()).withClass("charts");
  }
}
