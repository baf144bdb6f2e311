package io.anchorage.jobs.experiment;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Differences;
import io.anchorage.jobs.report.page.Flattened;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two runs of experiments side by side: their figures, their fits, their configs. */
public final class ExperimentComparison {
  private ExperimentComparison() {}

  /**
   * Compares the reports of two experiments, row by row where rows and columns have the same names.
   *
   * @return the page in UTF-8
   * @throws io.anchorage.UserException if a report is damaged
   */
  public static byte[] of(StorageFolder a, StorageFolder b) {
    JsonNode first = ExperimentPage.read(a);
    JsonNode second = ExperimentPage.read(b);
    List<String> names = List.of(a.root(), b.root());
    return new Page("Two experiments side by side", names.get(0) + " and " + names.get(1))
        .section("Accuracy, per cent", figures(names, cells(first), cells(second)))
        .section("Fits", Differences.of(names, fits(first), fits(second)))
        .section("Configs", configs(names, first, second))
        .section("What ran", Differences.of(names, ran(first), ran(second)))
        .html();
  }

  /** The cells of a table by row and column, in its order. */
  private static Map<String, JsonNode> cells(JsonNode report) {
    Map<String, JsonNode> cells = new LinkedHashMap<>();
    List<String> columns = new ArrayList<>();
    report.path("columns").forEach(column -> columns.add(column.asText()));
    for (JsonNode row : report.path("rows")) {
      for (int c = 0; c < columns.size(); c++) {
        cells.put(row.path("name").asText() + ", " + columns.get(c), row.path("cells").path(c));
      }
    }
    return cells;
  }

  private static List<DomContent> figures(
      List<String> names, Map<String, JsonNode> a, Map<String, JsonNode> b) {
    Map<String, JsonNode> all = new LinkedHashMap<>(a);
    b.forEach(all::putIfAbsent);
    List<List<String>> rows = new ArrayList<>();
    List<double[]> first = new ArrayList<>();
    List<double[]> second = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    all.forEach(
        (name, cell) -> {
          double ours = ours(a.get(name));
          double others = ours(b.get(name));
          rows.add(
              List.of(
                  name,
                  Numbers.of("%.2f", ExperimentPage.number(cell, "published")),
                  words(a.get(name)),
                  words(b.get(name)),
                  Numbers.of("%+.2f", others - ours)));
          first.add(new double[] {labels.size(), ours});
          second.add(new double[] {labels.size(), others});
          labels.add(name);
        });
    Chart chart =
        new Chart(
            Chart.Kind.BAR,
            "Accuracy",
            "",
            "%",
            labels,
            List.of(new Chart.Series(names.get(0), first), new Chart.Series(names.get(1), second)));
    return List.of(
        Grid.of(List.of("", "published", names.get(0), names.get(1), "difference"), rows),
        div(chart.drawn()));
  }

  private static double ours(JsonNode cell) {
    return cell == null ? Double.NaN : ExperimentPage.number(cell, ExperimentPage.OURS);
  }

  private static String words(JsonNode cell) {
    return cell == null
        ? "-"
        : ExperimentPage.words(ours(cell), ExperimentPage.number(cell, "std"))
            + (cell.path("stand_in").asBoolean() ? " *" : "");
  }

  private static Map<String, String> fits(JsonNode report) {
    return Flattened.keys(Json.tree(ExperimentPage.fits(report)));
  }

  /** Fits, classifiers and datasets are lists, whose entries have names. */
  private static DomContent configs(List<String> names, JsonNode a, JsonNode b) {
    if (a.path("config").isMissingNode() || b.path("config").isMissingNode()) {
      return p("A report of an earlier version does not hold its config: run the experiment again.")
          .withClass("note");
    }
    return Differences.of(names, config(a), config(b));
  }

  private static Map<String, String> config(JsonNode report) {
    Map<String, Object> named = new LinkedHashMap<>();
    report
        .path("config")
        .properties()
        .forEach(entry -> named.put(entry.getKey(), named(entry.getValue())));
    return Flattened.keys(Json.tree(named));
  }

  private static Object named(JsonNode value) {
    if (!value.isArray() || !value.path(0).has("name")) {
      return value;
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    value.forEach(entry -> entries.put(entry.path("name").asText(), entry));
    return entries;
  }

  private static Map<String, String> ran(JsonNode report) {
    Map<String, String> ran = new LinkedHashMap<>();
    for (String key : List.of("title", "experiment", "scale", "anchorage", "commit")) {
      ran.put(key, report.path(key).asText());
    }
    return ran;
  }
}
