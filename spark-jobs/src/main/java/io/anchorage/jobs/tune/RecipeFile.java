package io.anchorage.jobs.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The recipe found, as a config with a heading of comments that say where it comes from. */
final class RecipeFile {
  static final String FILE = "recipe.yaml";

  private RecipeFile() {}

  /**
   * The file's text.
   *
   * @param yaml the whole config with the recipe found
   * @param dataset name of the dataset
   */
  static String text(TuneRequest request, Sample sample, Found found, String dataset, String yaml) {
    StringBuilder text = new StringBuilder();
    for (String line : heading(request, sample, found, dataset)) {
      text.append("# ").append(line).append('\n');
    }
    return text.append('\n').append(yaml).toString();
  }

  private static List<String> heading(
      TuneRequest request, Sample sample, Found found, String dataset) {
    Goal goal = request.goal();
    List<String> lines = new ArrayList<>();
    lines.add("Found by: " + String.join(" ", request.words()));
    lines.add(
        String.format(
            Locale.ROOT,
            "Target: %s dB for %s %% of the %s",
            SearchWatch.plain(goal.psnr()),
            SearchWatch.plain(100 * goal.share()),
            unit(request)));
    lines.add(
        "Sample of %s, split %s, seed %d: %s"
            .formatted(
                dataset,
                request.split().flag(),
                request.tunable().base().seed(),
                TuneReport.sample(sample, unit(request))));
    lines.add("Reached: " + TuneReport.reached(found, goal, unit(request)));
    lines.add("Cost: " + TuneReport.cost(found));
    return lines;
  }

  static String unit(TuneRequest request) {
    return request.tunable().subject(request.tunable().base()).unit();
  }
}
