package io.anchorage.jobs.learn.page;

import static j2html.TagCreator.div;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.learn.ModelFolder;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Differences;
import io.anchorage.jobs.report.page.Flattened;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.storage.StorageFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two trained models, or two grids of them, side by side: accuracy, learning, settings. */
public final class ModelComparison {
  private static final double PERCENT = 100;

  private ModelComparison() {}

  /**
   * Compares two training folders.
   *
   * @return the page in UTF-8
   * @throws io.anchorage.UserException if one has no completed training run, or a file is damaged
   */
  public static byte[] of(StorageFolder a, StorageFolder b) {
    List<Trained> first = ModelPage.finished(a);
    List<Trained> second = ModelPage.finished(b);
    List<String> names = List.of(a.root(), b.root());
    return new Page("Two models side by side", names.get(0) + " and " + names.get(1))
        .section(
            "Accuracy and speed",
            Grid.of(List.of("", names.get(0), names.get(1)), rows(first, second)))
        .section("Learning", div(curves(names, first, second).drawn()).withClass("charts"))
        .section("Settings", Differences.of(names, settings(a), settings(b)))
        .html();
  }

  private static List<List<String>> rows(List<Trained> a, List<Trained> b) {
    return List.of(
        List.of("model", ModelPage.models(a), ModelPage.models(b)),
        List.of("trainings", Integer.toString(a.size()), Integer.toString(b.size())),
        accuracy("training", a, b),
        accuracy("validation", a, b),
        accuracy("test", a, b),
        row("numbers learnt", "parameters", "%,.0f", a, b),
        row("best epoch", "best_epoch", "%.0f", a, b),
        row("fields a second", "clouds_per_second", "%,.0f", a, b));
  }

  private static List<String> accuracy(String of, List<Trained> a, List<Trained> b) {
    String key = of + "_accuracy";
    String train = key.equals("training_accuracy") ? "train_accuracy" : key;
    return List.of(of + " accuracy, %", ModelPage.words(a, train), ModelPage.words(b, train));
  }

  private static List<String> row(
      String name, String key, String format, List<Trained> a, List<Trained> b) {
    return List.of(
        name, Numbers.of(format, a.get(0).number(key)), Numbers.of(format, b.get(0).number(key)));
  }

  private static Chart curves(List<String> names, List<Trained> a, List<Trained> b) {
    List<Chart.Series> series = new ArrayList<>();
    add(series, names.get(0), a);
    add(series, names.get(1), b);
    return Chart.lines("Validation accuracy", "epoch", "%", series);
  }

  private static void add(List<Chart.Series> series, String name, List<Trained> all) {
    for (Trained one : all) {
      ModelPage.add(series, name + ", " + one.name(), one.curve("validation_accuracy", PERCENT));
    }
  }

  private static Map<String, String> settings(StorageFolder folder) {
    JsonNode training = Trained.file(folder, ModelFolder.TRAINING);
    Map<String, String> settings = Flattened.keys(ModelPage.config(folder, training));
    settings.put("table", training.path("table").asText());
    settings.put("recipe", training.path("recipe_hash").asText());
    return settings;
  }
}
