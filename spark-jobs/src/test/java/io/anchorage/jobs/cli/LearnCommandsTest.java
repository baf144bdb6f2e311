package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train}, {@code evaluate} and {@code predict}, and what they say to mistakes. */
final class LearnCommandsTest {
  private static final String SAMPLE = "../conf/sample/fashion-mnist";

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static Path arcs;

  @BeforeAll
  static void fit() {
    arcs = shared.resolve("arcs");
    assertThat(
            Ran.of(
                    "fit",
                    "--config",
                    "../conf/arc-fashion-mnist.yaml",
                    "--input",
                    SAMPLE,
                    "--output",
                    arcs.toString(),
                    "--master",
                    "local[2]",
                    "--set",
                    "fit.stop.steps=5",
                    "--set",
                    "fit.family.latent-dim=4",
                    "--set",
                    "fit.family.decoder.images=4",
                    "--set",
                    "fit.family.decoder.steps=4")
                .code())
        .isZero();
  }

  @Test
  void a_model_is_trained_evaluated_and_used() throws IOException {
    Path model = folder.resolve("model");
    Ran trained = train(arcs, model);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out())
        .contains("trained", "2 epochs", "validation", "test       accuracy ", "200 fields")
        .contains("evaluate --model " + model, "predict --model " + model);

    Ran again = train(arcs, model);
    assertThat(again.code()).isEqualTo(4);
    assertThat(again.onlyError()).contains(model.toString(), "--resume", "--output");
    Ran resumed = train(arcs, model, "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("2 epochs");
    Ran nothing = train(arcs, model, "--incremental");
    assertThat(nothing.code()).as(nothing.err()).isZero();
    assertThat(nothing.out()).contains("unchanged  " + arcs + " is as the model has learnt it");
    Ran both = train(arcs, model, "--incremental", "--resume");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.onlyError()).contains("--resume and --incremental exclude each other");
    Ran alone = train(arcs, model, "--from-last");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.onlyError()).contains("give --incremental with it");
    Ran otherwise = train(arcs, model, "--resume", "--set", "train.batch=51");
    assertThat(otherwise.code()).isEqualTo(4);
    assertThat(otherwise.onlyError()).contains("another config");

    Ran evaluated = on("evaluate", model, arcs);
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out())
        .startsWith("accuracy ")
        .contains("recall %", "Ankle boot", "report     " + model.resolve("evaluation.html"));
    assertThat(Files.readString(model.resolve("evaluation.html")))
        .contains("Mistakes", "data:image/png;base64,", "The most frequent mistakes");
    Path page = folder.resolve("elsewhere.html");
    assertThat(on("evaluate", model, arcs, "--output", page.toString()).code()).isZero();
    assertThat(page).isNotEmptyFile();
    assertThat(on("evaluate", model, arcs, "--json").out()).contains("\"same_recipe\" : true");
    String shift = "[{kind: shift, pixels: 9}]";
    Ran shifted = on("evaluate", model, arcs, "--changes", shift);
    assertThat(shifted.code()).as(shifted.err()).isZero();
    assertThat(on("evaluate", model, arcs, "--changes", shift).out()).isEqualTo(shifted.out());
    Ran joined = on("evaluate", model, arcs, "--changes", "[{kind: arc-mix}]");
    assertThat(joined.code()).isEqualTo(2);
    assertThat(joined.onlyError()).contains("changes must be of single samples");
    Ran nowhere = on("evaluate", model, arcs, "--split", "validation");
    assertThat(nowhere.code()).isEqualTo(3);
    assertThat(nowhere.onlyError()).contains("no fields of split validation");

    Path predictions = folder.resolve("predictions");
    Ran predicted = on("predict", model, arcs, "--output", predictions.toString());
    assertThat(predicted.out()).startsWith("predicted  800 fields into " + predictions);
    assertThat(predictions.resolve("_predictions.json")).exists();
    assertThat(Files.readString(predictions.resolve("_report.html")))
        .contains("Least sure, split test", "data:image/png;base64,");
    assertThat(Ran.of("runs", folder.toString()).out())
        .contains("predictions  800 fields of " + arcs);
  }

  @Test
  void what_is_not_there_or_is_no_arc_table_is_one_line() throws IOException {
    Path sirens = folder.resolve("sirens");
    assertThat(
            Ran.of(
                    "fit",
                    "--config",
                    "../conf/siren-fashion-mnist.yaml",
                    "--input",
                    SAMPLE,
                    "--output",
                    sirens.toString(),
                    "--limit",
                    "4",
                    "--master",
                    "local[1]",
                    "--set",
                    "fit.stop.steps=1")
                .code())
        .isZero();
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("diary.txt"), "dear diary");

    Ran siren = train(sirens, folder.resolve("m"));
    assertThat(siren.code()).isEqualTo(3);
    assertThat(siren.onlyError())
        .contains(sirens + " holds siren fields, which have no anchors", "weights");
    Ran none = train(folder.resolve("none"), folder.resolve("m"));
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.onlyError()).contains("is not a field table");
    Ran occupied = train(arcs, other);
    assertThat(occupied.code()).isEqualTo(4);
    assertThat(occupied.onlyError()).contains("diary.txt", "--output");
    Ran noModel = on("evaluate", other, arcs);
    assertThat(noModel.code()).isEqualTo(3);
    assertThat(noModel.onlyError()).contains("holds no finished model");
    Ran noSplit = train(arcs, folder.resolve("m2"), "--set", "clouds.split=valid");
    assertThat(noSplit.code()).isEqualTo(3);
    assertThat(noSplit.onlyError()).contains("no fields of split valid;");
  }

  @Test
  void a_config_that_is_wrong_is_one_line_before_anything_starts() {
    Path model = folder.resolve("m");
    Ran unknown = train(arcs, model, "--set", "train.epoch=3");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.onlyError()).contains("train.epoch", "did you mean train.epochs?");
    Ran value = train(arcs, model, "--set", "train.batch=0");
    assertThat(value.code()).isEqualTo(2);
    assertThat(value.onlyError()).contains("train.batch must be in 1 .. 2^20: 0");
    assertThat(model).doesNotExist();
  }

  private Ran train(Path input, Path output, String... flags) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "--config",
                "../conf/train-sample.yaml",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--master",
                "local[2]",
                "--set",
                "train.model={kind: set-mlp, widths: [8], hidden: 8}",
                "--set",
                "train.epochs=2"));
    words.addAll(List.of(flags));
    return Ran.of(words.toArray(String[]::new));
  }

  private Ran on(String command, Path model, Path input, String... flags) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                "--model",
                model.toString(),
                "--input",
                input.toString(),
                "--master",
                "local[2]"));
    words.addAll(List.of(flags));
    return Ran.of(words.toArray(String[]::new));
  }
}
