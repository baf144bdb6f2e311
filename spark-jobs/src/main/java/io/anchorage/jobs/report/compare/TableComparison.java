package io.anchorage.jobs.report.compare;

import static j2html.TagCreator.div;

import io.anchorage.jobs.report.Inspection;
import io.anchorage.jobs.report.Statistics;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Differences;
import io.anchorage.jobs.report.page.Flattened;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FieldSummary;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Two field tables side by side: recipes, quality, speed, and the images that both hold. */
public final class TableComparison {
  private static final int STEPS = 100;

  private TableComparison() {}

  /**
   * Compares two tables.
   *
   * @return the page in UTF-8
   */
  public static byte[] of(FieldTable a, TableSubject ofA, FieldTable b, TableSubject ofB) {
    Map<String, Double> psnrA = new HashMap<>();
    Map<String, Double> psnrB = new HashMap<>();
    Inspection first = Inspection.of(a, ofA, row -> add(psnrA, row));
    Inspection second = Inspection.of(b, ofB, row -> add(psnrB, row));
    List<String> names = List.of(first.path(), second.path());
    return new Page("Two tables side by side", names.get(0) + " and " + names.get(1))
        .section("Quality and speed", rows(names, first, second))
        .section("Share of fields above a PSNR", above(names, psnrA, psnrB))
        .section("Images in both", common(names, psnrA, psnrB))
        .section("Recipes", Differences.of(names, recipe(first), recipe(second)))
        .section("Where they ran", Differences.of(names, place(first), place(second)))
        .html();
  }

  private static void add(Map<String, Double> psnr, FieldSummary row) {
    if (row.repeat() == 0 && Double.isFinite(row.psnr())) {
      psnr.put(row.id(), row.psnr());
    }
  }

  private static DomContent rows(List<String> names, Inspection a, Inspection b) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("family", a.manifest().spec().family(), b.manifest().spec().family()));
    rows.add(row("dataset", a.manifest().dataset(), b.manifest().dataset()));
    rows.add(row("fields", "%,d".formatted(a.fields()), "%,d".formatted(b.fields())));
    rows.add(row("failed", "%,d".formatted(a.failed()), "%,d".formatted(b.failed())));
    add(rows, "PSNR", "%.2f dB", a.psnr(), b.psnr());
    add(rows, "SSIM", "%.4f", a.ssim(), b.ssim());
    add(rows, "steps", "%,.0f", a.steps(), b.steps());
    rows.add(
        row(
            "fields a second",
            Numbers.of("%,.1f", a.imagesPerSecond()),
            Numbers.of("%,.1f", b.imagesPerSecond())));
    return Grid.of(List.of("", names.get(0), names.get(1)), rows);
  }

  private static List<String> row(String name, String a, String b) {
    return List.of(name, a, b);
  }

  private static void add(
      List<List<String>> rows, String name, String format, Statistics a, Statistics b) {
    rows.add(row("mean " + name, Numbers.of(format, a.mean()), Numbers.of(format, b.mean())));
    rows.add(row("median " + name, Numbers.of(format, a.median()), Numbers.of(format, b.median())));
    rows.add(row("least " + name, Numbers.of(format, a.min()), Numbers.of(format, b.min())));
  }

  private static List<DomContent> above(
      List<String> names, Map<String, Double> a, Map<String, Double> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return List.of();
    }
    Chart chart =
        Chart.lines(
            "Share of fields above a PSNR",
            "PSNR, dB",
            "% of fields",
            List.of(series(names.get(0), a), series(names.get(1), b)));
    return List.of(div(chart.drawn()).withClass("charts"));
  }

  private static Chart.Series series(String name, Map<String, Double> psnr) {
    double[] sorted = sorted(psnr.values().stream().mapToDouble(d -> d));
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      int at = (int) Math.round((double) i / STEPS * (sorted.length - 1));
      points.add(new double[] {sorted[at], 100.0 * (sorted.length - at) / sorted.length});
    }
    return new Chart.Series(name, points);
  }

  private static double[] sorted(DoubleStream numbers) {
    double[] sorted = numbers.toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static DomContent common(
      List<String> names, Map<String, Double> a, Map<String, Double> b) {
    double[] gains =
        sorted(a.keySet().stream().filter(b::containsKey).mapToDouble(id -> b.get(id) - a.get(id)));
    if (gains.length == 0) {
      return j2html.TagCreator.p("The tables have no image in common.");
    }
    long better = Arrays.stream(gains).filter(gain -> gain > 0).count();
    Statistics gain = Statistics.of(gains);
    return j2html.TagCreator.p(
        "%,d images are in both. %s is better for %,d of them; its PSNR minus the other's: mean %s, median %s, least %s, largest %s."
            .formatted(
                gains.length,
                names.get(1),
                better,
                Numbers.of("%+.2f dB", gain.mean()),
                Numbers.of("%+.2f dB", gain.median()),
                Numbers.of("%+.2f dB", gain.min()),
                Numbers.of("%+.2f dB", gain.max())));
  }

  private static Map<String, String> recipe(Inspection inspection) {
    return Flattened.keys(inspection.manifest().spec().recipe());
  }

  private static Map<String, String> place(Inspection inspection) {
    Manifest manifest = inspection.manifest();
    RunEntry.Place place = manifest.lastRun().place();
    return Map.of(
        "Anchorage", place.anchorage() + " " + place.commit(),
        "Java", place.java(),
        "machine", place.cpu(),
        "Spark", place.spark() + " at " + place.master(),
        "engine", String.join(", ", inspection.engines()));
  }
}
