package io.anchorage.jobs.experiment;

import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ul;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Flattened;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import j2html.tags.DomContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An experiment's report as a page: our figures beside the published ones. */
public final class ExperimentPage {
  /** The file that the page is made of. */
  public static final String SOURCE = "report.json";

  private static final String PUBLISHED = "published";
  static final String OURS = "mean";

  private ExperimentPage() {}

  /**
   * Makes the page of an experiment's report.
   *
   * @param folder holds {@link #SOURCE}
   * @return the page in UTF-8
   * @throws UserException if the file is damaged
   */
  public static byte[] of(StorageFolder folder) {
    JsonNode report = read(folder);
    List<String> columns = new ArrayList<>();
    report.path("columns").forEach(column -> columns.add(column.asText()));
    List<String> notes = new ArrayList<>();
    report.path("notes").forEach(note -> notes.add(note.asText()));
    List<DomContent> table = new ArrayList<>();
    table.add(grid(columns, report.path("rows")));
    table.add(chart(columns, report.path("rows")).drawn());
    return new Page(
            report.path("title").asText(),
            "Scale " + report.path("scale").asText() + "; accuracy in per cent",
            "Anchorage %s, commit %s"
                .formatted(report.path("anchorage").asText(), report.path("commit").asText()))
        .section("Ours beside the published", table)
        .section("What to know", ul(each(notes, note -> li(note))))
        .section("Fits", Grid.facts(Flattened.keys(Json.tree(fits(report)))))
        .html();
  }

  static Map<String, Object> fits(JsonNode report) {
    Map<String, Object> fits = new LinkedHashMap<>();
    report.path("fits").forEach(fit -> fits.put(fit.path("name").asText(), fit));
    return fits;
  }

  static JsonNode read(StorageFolder folder) {
    try {
      return Json.read(new String(folder.content(SOURCE), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new UserException(
          Kind.INPUT,
          folder.shown(SOURCE) + " is damaged; run the experiment again, which writes it",
          e);
    }
  }

  private static DomContent grid(List<String> columns, JsonNode rows) {
    List<String> heads = new ArrayList<>(List.of(""));
    for (String column : columns) {
      heads.add(column + ", published");
      heads.add("ours");
      heads.add("difference");
    }
    List<List<String>> cells = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> line = new ArrayList<>(List.of(row.path("name").asText()));
      for (JsonNode cell : row.path("cells")) {
        line.add(words(number(cell, PUBLISHED), number(cell, "published_std")));
        line.add(
            words(number(cell, OURS), number(cell, "std"))
                + (cell.path("stand_in").asBoolean() ? " *" : ""));
        line.add(Numbers.of("%+.2f", number(cell, "difference")));
      }
      cells.add(line);
    }
    return Grid.of(heads, cells);
  }

  private static Chart chart(List<String> columns, JsonNode rows) {
    List<String> labels = new ArrayList<>();
    List<double[]> published = new ArrayList<>();
    List<double[]> ours = new ArrayList<>();
    for (JsonNode row : rows) {
      for (int c = 0; c < columns.size(); c++) {
        JsonNode cell = row.path("cells").path(c);
        String name = row.path("name").asText();
        labels.add(columns.size() == 1 ? name : name + ", " + columns.get(c));
        published.add(new double[] {labels.size() - 1, number(cell, PUBLISHED)});
        ours.add(new double[] {labels.size() - 1, number(cell, OURS)});
      }
    }
    return new Chart(
        Chart.Kind.BAR,
        "Published and ours",
        "",
        "%",
        labels,
        List.of(new Chart.Series(PUBLISHED, published), new Chart.Series("ours", ours)));
  }

  static double number(JsonNode cell, String key) {
    return cell.path(key).isNumber() ? cell.path(key).asDouble() : Double.NaN;
  }

  static String words(double mean, double std) {
    String words = Numbers.of("%.2f", mean);
    return Double.isNaN(std) ? words : words + " ± " + Numbers.of("%.2f", std);
  }
}
