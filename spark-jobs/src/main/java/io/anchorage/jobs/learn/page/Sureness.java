package io.anchorage.jobs.learn.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.table.rows.FieldKey;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a model predicts, how sure it is, and of which fields the least and the most. */
final class Sureness {
  private static final double PERCENT = 100;
  private static final String SHARE = "% of the split";

  private final JsonNode certainty;
  private final List<String> classes;
  private final FieldPictures pictures;
  private final List<String> splits = new ArrayList<>();

  /**
   * @param certainty of each split, by its name
   * @param classes names of the classes, by number
   */
  Sureness(JsonNode certainty, List<String> classes, FieldPictures pictures) {
    this.certainty = certainty;
    this.classes = classes;
    this.pictures = pictures;
    certainty.fieldNames().forEachRemaining(splits::add);
  }

  /** How often each class is predicted. */
  List<DomContent> predictions() {
    return splits.isEmpty()
        ? List.of()
        : SplitBars.byClass(
            "Predicted classes",
            SHARE,
            classes,
            splits,
            (split, number) -> share(split, "predicted", number));
  }

  private double share(String split, String counts, int number) {
    JsonNode of = certainty.path(split);
    return PERCENT * of.path(counts).path(number).asLong() / of.path("clouds").asLong();
  }

  /** How probable the model takes its predictions to be. */
  List<DomContent> parts() {
    List<DomContent> parts = new ArrayList<>();
    if (splits.isEmpty()) {
      return parts;
    }
    int intervals = certainty.path(splits.get(0)).path("probabilities").size();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < intervals; i++) {
      labels.add(Numbers.plain(PERCENT * i / intervals));
    }
    parts.add(
        SplitBars.of(
            "Probability of the predicted class",
            "probability, %, from",
            SHARE,
            labels,
            splits,
            (split, number) -> share(split, "probabilities", number)));
    for (String split : splits) {
      examples("Least sure, split " + split, certainty.path(split).path("least"), parts);
      examples("Most sure, split " + split, certainty.path(split).path("most"), parts);
    }
    return parts;
  }

  private void examples(String title, JsonNode seen, List<DomContent> parts) {
    List<JsonNode> all = new ArrayList<>();
    seen.forEach(all::add);
    Map<FieldKey, DomContent> drawn = pictures.of(all.stream().map(Sureness::key).toList());
    List<DomContent> specimens = new ArrayList<>();
    for (JsonNode one : all) {
      List<DomContent> content = new ArrayList<>(List.of(p(words(one))));
      DomContent picture = drawn.get(key(one));
      content.add(picture == null ? p(key(one).id()) : picture);
      specimens.add(div(each(content, part -> part)).withClass("specimen"));
    }
    parts.add(h3(title));
    parts.add(div(each(specimens, specimen -> specimen)).withClass("gallery"));
  }

  private static FieldKey key(JsonNode seen) {
    return new FieldKey(seen.path("id").asText(), seen.path("repeat").asInt());
  }

  private String words(JsonNode seen) {
    String taken = classes.get(seen.path("predicted").asInt());
    String truth = seen.path("truth").asText();
    return "%s, %s %%%s"
        .formatted(
            taken,
            Numbers.of("%.1f", PERCENT * seen.path("probability").asDouble()),
            truth.isEmpty() ? "" : taken.equals(truth) ? ", right" : "; it is " + truth);
  }
}
