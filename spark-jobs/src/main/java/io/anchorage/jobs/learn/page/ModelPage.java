package io.anchorage.jobs.learn.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.learn.ModelFolder;
import io.anchorage.jobs.learn.TrainReport;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.jobs.report.page.Flattened;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.report.page.Tiles;
import io.anchorage.jobs.storage.StorageFolder;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of one trained model, or of a grid of them. */
public final class ModelPage {
  private static final double PERCENT = 100;

  private ModelPage() {}

  /**
   * Makes the report of a training folder.
   *
   * @return the page in UTF-8
   * @throws UserException if no training run in it is complete, or a file is damaged
   */
  public static byte[] of(StorageFolder folder) {
    List<Trained> all = finished(folder);
    JsonNode training = Trained.file(folder, ModelFolder.TRAINING);
    JsonNode config = config(folder, training);
    return new Page(
            "%s on %s".formatted(models(all), training.path("dataset").asText("fields")),
            "%d trained on %s"
                .formatted(all.size(), training.path("table").asText("a field table")))
        .section("At a glance", tiles(all))
        .section("Learning", curves(all))
        .section("Spread over seeds", all.size() > 1 ? List.of(spread(all)) : List.of())
        .section("Mistakes", mistakes(all.get(0), training, folder))
        .section("What ran", Grid.facts(facts(training)))
        .section("Config", Grid.facts(Flattened.keys(config)))
        .html();
  }

  /** Returns the accuracies of a training folder as a few words. */
  public static String words(StorageFolder folder) {
    List<Trained> all = Trained.all(folder);
    return all.isEmpty()
        ? "not finished"
        : "%s, %d trained, validation %s %%, test %s %%"
            .formatted(
                models(all),
                all.size(),
                words(all, "validation_accuracy"),
                words(all, "test_accuracy"));
  }

  /**
   * Reads the completed training runs in a folder.
   *
   * @throws UserException if there is none
   */
  static List<Trained> finished(StorageFolder folder) {
    List<Trained> all = Trained.all(folder);
    if (all.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          folder.root() + " holds no finished model; give the folder that train wrote as --output");
    }
    return all;
  }

  /** Returns the config that {@code training.json} holds. */
  static JsonNode config(StorageFolder folder, JsonNode training) {
    return Trained.parse(folder, ModelFolder.TRAINING, training.path("config").asText("{}"));
  }

  static String models(List<Trained> all) {
    return String.join(", ", all.stream().map(Trained::variant).distinct().toList());
  }

  private static DomContent tiles(List<Trained> all) {
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("test accuracy, %", words(all, "test_accuracy"));
    tiles.put("validation accuracy, %", words(all, "validation_accuracy"));
    Trained first = all.get(0);
    tiles.put("numbers learnt", Numbers.plain(first.number("parameters")));
    tiles.put("best epoch", Numbers.plain(first.number("best_epoch")));
    tiles.put(
        "time", Numbers.duration(all.stream().mapToDouble(one -> one.number("seconds")).sum()));
    tiles.put("fields a second", Numbers.of("%,.0f", first.number("clouds_per_second")));
    return Tiles.of(tiles);
  }

  static String words(List<Trained> all, String key) {
    List<Double> values =
        all.stream().map(one -> one.number(key)).filter(value -> !value.isNaN()).toList();
    return values.isEmpty() ? "not scored" : TrainReport.Spread.of(values).words();
  }

  private static List<DomContent> curves(List<Trained> all) {
    List<Chart.Series> accuracy = new ArrayList<>();
    List<Chart.Series> loss = new ArrayList<>();
    for (Trained one : all) {
      String of = all.size() == 1 ? "" : one.name() + ", ";
      add(accuracy, of + "training", one.curve("train_accuracy", PERCENT));
      add(accuracy, of + "validation", one.curve("validation_accuracy", PERCENT));
      add(loss, of + "training", one.curve("train_loss", 1));
      add(loss, of + "validation", one.curve("validation_loss", 1));
    }
    if (accuracy.isEmpty()) {
      return List.of();
    }
    List<DomContent> charts =
        List.of(
            Chart.lines("Accuracy", "epoch", "%", accuracy).drawn(),
            Chart.lines("Loss", "epoch", "nats", loss).drawn());
    return List.of(div(each(charts, chart -> chart)).withClass("charts"));
  }

  static void add(List<Chart.Series> series, String name, List<double[]> points) {
    if (!points.isEmpty()) {
      series.add(new Chart.Series(name, points));
    }
  }

  private static DomContent spread(List<Trained> all) {
    return Grid.of(
        List.of("training", "seed", "best epoch", "training %", "validation %", "test %", "time"),
        all.stream().map(ModelPage::row).toList());
  }

  private static List<String> row(Trained one) {
    return List.of(
        one.name(),
        Numbers.plain(one.number("seed")),
        Numbers.plain(one.number("best_epoch")),
        Numbers.of("%.2f", PERCENT * one.number("train_accuracy")),
        Numbers.of("%.2f", PERCENT * one.number("validation_accuracy")),
        Numbers.of("%.2f", PERCENT * one.number("test_accuracy")),
        Numbers.duration(one.number("seconds")));
  }

  private static List<DomContent> mistakes(Trained model, JsonNode training, StorageFolder folder) {
    String split = model.scored();
    return split.isEmpty()
        ? List.of()
        : new Mistakes(FieldPictures.from(training.path("table").asText(), folder.settings()))
            .parts(
                "%s, %s split".formatted(model.name(), split),
                classes(model.confusion()),
                model.confusion().path(split));
  }

  /** Returns the names of the classes in a tree that lists them. */
  static List<String> classes(JsonNode tree) {
    List<String> classes = new ArrayList<>();
    tree.path("classes").forEach(name -> classes.add(name.asText()));
    return classes;
  }

  private static Map<String, String> facts(JsonNode training) {
    Map<String, String> facts = Flattened.keys(training);
    facts.remove("config");
    return facts;
  }
}
