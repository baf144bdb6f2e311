package io.anchorage.jobs.learn.page;

import static j2html.TagCreator.p;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.learn.ScoreJob;
import io.anchorage.jobs.report.page.Grid;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.report.page.Page;
import io.anchorage.jobs.report.page.Tiles;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import j2html.tags.DomContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The report of a model that was run on a table: how often it is right, what it takes for what,
 * what it predicts, and how sure it is.
 */
public final class ScorePage {
  private static final double PERCENT = 100;

  private final JsonNode tree;
  private final List<String> classes;
  private final FieldPictures pictures;

  private ScorePage(JsonNode tree, Configuration hadoop) {
    this.tree = tree;
    this.classes = ModelPage.classes(tree);
    this.pictures = FieldPictures.from(tree.path("table").asText(), hadoop);
  }

  /**
   * Makes the report of a folder of predictions.
   *
   * @return the page in UTF-8
   * @throws UserException if its summary is damaged
   */
  public static byte[] of(StorageFolder predictions) {
    return of(read(predictions), predictions.settings());
  }

  /**
   * Returns a folder of predictions as a few words.
   *
   * @throws UserException if its summary is damaged
   */
  public static String words(StorageFolder predictions) {
    JsonNode tree = read(predictions);
    return "%s fields of %s, by %s"
        .formatted(
            Numbers.plain(tree.path("clouds").asDouble()),
            tree.path("table").asText(),
            tree.path("model").asText());
  }

  private static JsonNode read(StorageFolder folder) {
    try {
      return Json.read(new String(folder.content(ScoreJob.PREDICTIONS), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new UserException(
          Kind.INPUT,
          folder.shown(ScoreJob.PREDICTIONS) + " is damaged; predict again, which writes it",
          e);
    }
  }

  /**
   * Makes the report of a score.
   *
   * @param tree the score as JSON
   * @return the page in UTF-8
   */
  public static byte[] of(JsonNode tree, Configuration hadoop) {
    return new ScorePage(tree, hadoop).html();
  }

  private byte[] html() {
    Sureness sure = new Sureness(tree.path("certainty"), classes, pictures);
    return new Page(
            "How a model sees fields",
            "%s on %s, split %s".formatted(text("model"), text("table"), text("split")))
        .section("At a glance", Tiles.of(tiles()))
        .section("Splits", splits())
        .section("Classes", recalls())
        .section("Mistakes", mistakes())
        .section("What it predicts", sure.predictions())
        .section("How sure it is", sure.parts())
        .section("What ran", Grid.facts(facts()))
        .html();
  }

  private String text(String key) {
    return tree.path(key).asText();
  }

  private Map<String, String> tiles() {
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("fields", Numbers.plain(tree.path("clouds").asDouble()));
    for (String split : names("splits")) {
      tiles.put("accuracy, " + split + ", %", percent(scores(split), "accuracy"));
    }
    for (String split : names("certainty")) {
      tiles.put("sure of it, " + split + ", %", percent(certainty(split), "mean_probability"));
    }
    return tiles;
  }

  private List<String> names(String part) {
    List<String> names = new ArrayList<>();
    tree.path(part).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode scores(String split) {
    return tree.path("splits").path(split);
  }

  private JsonNode certainty(String split) {
    return tree.path("certainty").path(split);
  }

  private static String percent(JsonNode of, String key) {
    return Numbers.of("%.2f", PERCENT * of.path(key).asDouble(Double.NaN));
  }

  private List<DomContent> splits() {
    List<List<String>> rows = new ArrayList<>();
    for (String split : names("certainty")) {
      rows.add(
          List.of(
              split,
              Numbers.plain(certainty(split).path("clouds").asDouble()),
              Numbers.plain(scores(split).path("clouds").asDouble()),
              percent(scores(split), "accuracy"),
              percent(scores(split), "macro_accuracy"),
              Numbers.of("%.4f", scores(split).path("loss").asDouble(Double.NaN)),
              percent(certainty(split), "mean_probability")));
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    return List.of(
        p("A model knows the split that it learnt from by heart: only the others say how good it is.")
            .withClass("note"),
        Grid.of(
            List.of(
                "split",
                "fields",
                "scored",
                "accuracy, %",
                "mean over classes, %",
                "loss, nats",
                "probability of its predictions, %"),
            rows));
  }

  private List<DomContent> recalls() {
    return names("splits").isEmpty()
        ? List.of()
        : SplitBars.byClass(
            "Right, of the fields of each class",
            "%",
            classes,
            names("splits"),
            (split, number) -> recall(scores(split).path("confusion").path(number), number));
  }

  private static double recall(JsonNode row, int truth) {
    long all = 0;
    for (JsonNode count : row) {
      all += count.asLong();
    }
    return all == 0 ? Double.NaN : PERCENT * row.path(truth).asLong() / all;
  }

  private List<DomContent> mistakes() {
    List<DomContent> parts = new ArrayList<>();
    Mistakes of = new Mistakes(pictures);
    for (String split : names("splits")) {
      parts.addAll(of.parts("Split " + split, classes, scores(split)));
    }
    return parts;
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("model", text("model"));
    facts.put("table", text("table"));
    facts.put("split", text("split"));
    facts.put(
        "recipe",
        tree.path("same_recipe").asBoolean() ? "the model's" : "another than the model's");
    facts.put("classes matched by", text("matched_by"));
    facts.put("fields without a label", text("unlabelled"));
    tree.path("unknown_classes")
        .properties()
        .forEach(
            unknown ->
                facts.put(
                    "class unknown to the model: " + unknown.getKey(),
                    unknown.getValue().asText() + " fields"));
    return facts;
  }
}
