package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.learn.Models;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.weight.WeightVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each reader of weights trains, goes on, is scored and predicts from the command line. */
final class ReadersOfWeightsTest {
  private static final String SAMPLE = "../conf/sample/fashion-mnist";

  /** Small sizes of each reader. */
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("flat-mlp", "widths: [16]"),
          Map.entry("probes", "width: 16"),
          Map.entry("probe-grid", "side: 8, channels: [8, 8]"),
          Map.entry("ridge-cnn", "side: 8, channels: [8, 8]"),
          Map.entry("phasor", "width: 8"),
          Map.entry("inr2jls", "units: 16, frequencies: 8, channels: 8"),
          Map.entry("dws", "width: 4, layers: 2, heads: 2"),
          Map.entry("nfn", "width: 8, layers: 2, hidden: 16"),
          Map.entry("nft", "frequencies: 4, layers: 2, heads: 2, hidden: 16"),
          Map.entry("scale-gmn", "width: 8, rounds: 2"),
          Map.entry("ng-gnn", "width: 8, layers: 2"),
          Map.entry("ng-t", "width: 8, edge-width: 4, attention-width: 8, layers: 2"));

  @TempDir private Path folder;

  private static Ran ok(String... words) {
    Ran ran = Ran.of(words);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran;
  }

  @Test
  void every_reader_that_there_is_is_tried() {
    assertThat(SMALL.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Models.defaults().stream()
                .filter(model -> model.takes().equals(WeightVector.KIND))
                .map(ModelConfig::kind)
                .toList());
  }

  @Test
  void all_train_in_one_job_go_on_are_scored_and_predict() throws IOException {
    String table = folder.resolve("sirens").toString();
    ok(
        "fit",
        "--config",
        "../conf/siren-fashion-mnist.yaml",
        "--input",
        SAMPLE,
        "--output",
        table,
        "--limit",
        "60",
        "--master",
        "local[2]",
        "--set",
        "fit.stop.steps=20");
    Path config = folder.resolve("readers.yaml");
    Files.writeString(config, config());
    Path models = folder.resolve("models");
    String[] train = {
      "train",
      "--config",
      config.toString(),
      "--input",
      table,
      "--output",
      models.toString(),
      "--master",
      "local[2]"
    };
    ok(train);
    List<String> resume = new ArrayList<>(List.of(train));
    resume.add("--resume");
    ok(resume.toArray(String[]::new));

    for (String reader : SMALL.keySet()) {
      String model = models.resolve(reader + "-seed-0").toString();
      Ran scored =
          ok(
              "evaluate",
              "--model",
              model,
              "--input",
              table,
              "--split",
              "train",
              "--master",
              "local[2]",
              "--json");
      assertThat(scored.out()).as(reader).contains("\"accuracy\"", "\"same_recipe\" : true");
      Path predictions = folder.resolve("predictions-" + reader);
      Ran predicted =
          ok(
              "predict",
              "--model",
              model,
              "--input",
              table,
              "--output",
              predictions.toString(),
              "--master",
              "local[2]");
      assertThat(predicted.out()).as(reader).startsWith("predicted  60 fields");
    }
  }

  private static String config() {
    StringBuilder variants = new StringBuilder();
    SMALL.forEach(
        (reader, sizes) ->
            variants.append(
                "    - {name: %s, set: [\"train.model={kind: %s, %s}\"]}%n"
                    .formatted(reader, reader, sizes)));
    return """
        clouds:
          input: {kind: weights}
          test: ''
        train:
          model: {kind: flat-mlp}
          normalisation: none
          epochs: 1
          batch: 16
        grid:
          seeds: [0, 1]
          variants:
        """
        + variants;
  }
}
