package io.anchorage.jobs.report.start;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anchorage.jobs.fit.StartReport;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Flattened;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.report.page.Tiles;
import io.anchorage.jobs.storage.Json;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What learning a start brought: the PSNR of fits from it, before, meanwhile and after. */
public final class StartPage {
  private static final String DB = "%.2f dB";

  private StartPage() {}

  /** Makes the page of a start that was learnt to the end, in UTF-8. */
  public static byte[] of(StartReport report) {
    Map<String, String> facts = new LinkedHashMap<>(report.about());
    String recipe = facts.remove("recipe");
    return new Page(
            "A start for fits of " + facts.getOrDefault("dataset", "images"),
            "Learnt from %,d images in %,d iterations; scored on %,d others."
                .formatted(report.images(), report.iterations(), report.heldOut()))
        .section("At a glance", Tiles.of(tiles(report, facts)))
        .section("Learning", curve(report))
        .section("Before and after", quality(report))
        .section("Where it comes from", Grid.facts(facts))
        .section("Recipe", recipe(recipe))
        .html();
  }

  private static Map<String, String> tiles(StartReport report, Map<String, String> facts) {
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("mean PSNR", Numbers.of(DB, report.after().mean()));
    tiles.put("gained", Numbers.of("%+.2f dB", report.after().mean() - report.before().mean()));
    tiles.put("steps of a fit", facts.getOrDefault("steps", "-"));
    tiles.put("time", Numbers.duration(report.seconds()));
    return tiles;
  }

  private static List<DomContent> curve(StartReport report) {
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {0, report.before().mean()});
    report.looks().forEach(look -> points.add(new double[] {look.iteration(), look.psnr()}));
    Chart chart =
        Chart.lines(
            "Fits of images that it did not learn from",
            "iteration",
            "mean PSNR, dB",
            List.of(new Chart.Series("mean PSNR", points)));
    return List.of(div(chart.drawn()).withClass("charts"));
  }

  private static List<DomContent> quality(StartReport report) {
    return List.of(
        p("All fits take the same few steps; only where they start differs.").withClass("note"),
        Grid.of(
            List.of("", "mean", "95 % reach", "least"),
            List.of(row("a random start", report.before()), row("this start", report.after()))));
  }

  private static List<String> row(String name, StartReport.Quality quality) {
    return List.of(
        name,
        Numbers.of(DB, quality.mean()),
        Numbers.of(DB, quality.p5()),
        Numbers.of(DB, quality.min()));
  }

  private static DomContent recipe(String json) {
    try {
      return Grid.facts(Flattened.keys(Json.read(json)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A recipe is JSON: " + json, e);
    }
  }
}
