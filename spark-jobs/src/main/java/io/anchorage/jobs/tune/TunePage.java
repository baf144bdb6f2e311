package io.anchorage.jobs.tune;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;

import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.report.page.Tiles;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report of a tuning: what was chosen, what it costs, and all that was tried.
 *
 * @param dataset name of the dataset
 * @param report what was chosen and what it costs; null if nothing reaches the goal
 * @param yaml the config that was chosen; empty if nothing reaches the goal
 */
record TunePage(
    TuneRequest request,
    String dataset,
    SearchSpace space,
    Found found,
    TuneReport report,
    String yaml) {
  static final String FILE = "report.html";

  /** Returns the page in UTF-8. */
  byte[] html() {
    List<DomContent> curve =
        TuneCurve.of(found, request.goal(), dataset).stream()
            .<DomContent>map(drawn -> div(drawn.chart().drawn()).withClass("charts"))
            .toList();
    return new Page("The cheapest recipe for " + dataset, subtitle())
        .section("At a glance", Tiles.of(tiles()))
        .section("Quality against cost", curve)
        .section("What was chosen", chosen())
        .section("Recipe", yaml.isEmpty() ? List.of() : List.of(pre(yaml)))
        .section(
            "What was tried",
            p("Each line is a recipe on some of the images: to find the best at one cost (search), to"
                    + " try stop rules (stop), to check on other images (check), to compare with the"
                    + " base recipe (base).")
                .withClass("note"),
            Grid.of(TrialTable.heads(space), TrialTable.rows(space, found)))
        .section("What ran", pre(String.join(" ", request.words())))
        .html();
  }

  private String subtitle() {
    String goal =
        "%s dB for %s %% of the %s"
            .formatted(
                SearchWatch.plain(request.goal().psnr()),
                SearchWatch.plain(100 * request.goal().share()),
                RecipeFile.unit(request));
    if (found.reached()) {
      return goal + ": reached.";
    }
    return goal
        + (found.outOfTime()
            ? ": not reached before --budget ended the search."
            : ": not reached by any recipe that was tried.");
  }

  private Map<String, String> tiles() {
    Score score = found.check() == null ? found.best().score() : found.check();
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("target", SearchWatch.plain(request.goal().psnr()) + " dB");
    tiles.put(
        SearchWatch.plain(100 * request.goal().share()) + " % reach",
        Numbers.of("%.2f dB", score.low()));
    tiles.put("mean PSNR", Numbers.of("%.2f dB", score.meanPsnr()));
    tiles.put("steps of a fit", Numbers.of("%.1f", score.meanSteps()));
    tiles.put(
        "of the base recipe's cost",
        Numbers.of("%.2f %%", 100 * score.meanCost() / found.baseCost()));
    tiles.put("recipes tried", Integer.toString(found.trials().size()));
    return tiles;
  }

  private List<DomContent> chosen() {
    if (report == null) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    report.facts().forEach(fact -> rows.add(List.of(fact.name(), fact.text())));
    return List.of(Grid.of(List.of("", ""), rows));
  }
}
