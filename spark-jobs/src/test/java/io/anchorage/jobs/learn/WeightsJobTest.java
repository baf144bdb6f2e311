package io.anchorage.jobs.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.learn.GridConfig.Variant;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.input.Latents;
import io.anchorage.learn.input.Rendered;
import io.anchorage.learn.train.TrainedModel;
import io.anchorage.learn.weight.Weights;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learning from weights: a table of small SIRENs, a plain network, and all that may not fit.
 *
 * <p>Over 300 lines, because its cases share one table and one trained model.
 */
final class WeightsJobTest {
  private static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath();
  private static final int PARAMETERS = (2 * 12 + 12) + (12 * 12 + 12) + (12 + 1);

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static JavaSparkContext spark;
  private static Path table;
  private static Path arcs;
  private static Path model;

  @BeforeAll
  static void train() {
    spark = Clouds.spark();
    table = shared.resolve("sirens");
    fit(table, "fit.family.initialisation=shared");
    arcs = shared.resolve("arcs");
    Clouds.fit(spark, arcs, 1, "fit.stop.steps=1");
    model = shared.resolve("model");
    Clouds.train(spark, plan(), table, model, false);
  }

  private static void fit(Path output, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "fit.family.kind=siren",
                "fit.family.width=12",
                "fit.adam.learning-rate=5e-3",
                "fit.stop.steps=40",
                "source.dataset=fashion-mnist",
                "run.progress-seconds=60"));
    all.addAll(List.of(settings));
    FitJob.run(
        spark,
        FitRequest.of(JobConfigs.load(null, all), SAMPLE.toString(), output.toString())
            .withPartitions(2));
  }

  private static TrainPlan plan(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "clouds.input.kind=weights",
                "train.model={kind: flat-mlp, widths: [64, 32]}",
                "train.optimiser.learning-rate=3e-3",
                "train.batch=50",
                "train.epochs=10",
                "run.progress-seconds=60"));
    all.addAll(List.of(settings));
    return TrainPlan.load(null, all);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void a_plain_network_learns_from_weights_that_share_a_start() {
    TrainedModel trained = ModelFolder.read(files(model));

    assertThat(trained.dim()).isEqualTo(PARAMETERS);
    assertThat(trained.statistics().dim()).isEqualTo(PARAMETERS);
    assertThat(result(model).testAccuracy()).isGreaterThan(0.4);
  }

  @Test
  void evaluate_counts_as_the_training_did_and_predict_writes_every_field() {
    ScoreReport evaluated = score(table, "test", null);
    ScoreReport predicted = score(table, "all", folder.resolve("predictions"));

    assertThat(evaluated.evaluation().confusion().accuracy())
        .isEqualTo(result(model).testAccuracy());
    assertThat(predicted.fields()).isEqualTo(800);
    assertThat(folder.resolve("predictions/_predictions.json")).exists();
  }

  @Test
  void a_training_that_is_stopped_goes_on_to_the_same_model() throws Exception {
    Path stopped = folder.resolve("stopped");
    Files.createDirectories(stopped);
    Trial trial = plan().trials().get(0);
    StorageFolder files = files(stopped);
    TrialResult none =
        new TrialRun(ExecutorTorch.get(), trial, trial.open(files(table)), files)
            .run(at -> {}, () -> files.exists(ModelFolder.CHECKPOINT));
    assertThat(none).isNull();

    new TrialRun(ExecutorTorch.get(), trial, trial.open(files(table)), files)
        .run(at -> {}, () -> false);

    assertThat(Files.readAllBytes(stopped.resolve("model.safetensors")))
        .isEqualTo(Files.readAllBytes(model.resolve("model.safetensors")));
  }

  @Test
  void fields_of_any_family_can_be_shown_as_pictures() {
    Path output = folder.resolve("rendered");
    TrainPlan plan =
        TrainPlan.load(
            null,
            List.of(
                "clouds.input={kind: rendered, side: 14}",
                "train.model={kind: render-cnn, side: 14, channels: [8, 8]}",
                "train.epochs=1",
                "run.progress-seconds=60"));
    Clouds.train(spark, plan, table, output, false);

    assertThat(ModelFolder.read(files(output)).dim()).isEqualTo(1);
  }

  @Test
  void the_same_network_reads_pixels_and_is_at_chance_after_random_labels() {
    Path output = folder.resolve("pixels");
    TrainPlan plan =
        TrainPlan.fanOut(
            null,
            List.of(
                "clouds.input.kind=weights",
                "train.model={kind: flat-mlp, widths: [64, 32]}",
                "train.batch=50",
                "train.epochs=10",
                "run.progress-seconds=60"),
            List.of(
                new Variant("pixels", List.of("clouds.input={kind: pixels, side: 14}")),
                new Variant("labels", List.of("clouds.changes=[{kind: random-labels}]"))),
            List.of(0L));
    Clouds.train(spark, plan, table, output, false);

    Path pixels = output.resolve(plan.folders().get(0));
    assertThat(ModelFolder.read(files(pixels)).dim()).isEqualTo(14 * 14);
    assertThat(result(pixels).testAccuracy()).isGreaterThan(0.6);
    // Chance is 0.1, with a standard deviation of 0.02 over 200 fields.
    assertThat(result(output.resolve(plan.folders().get(1))).testAccuracy()).isLessThan(0.2);
  }

  @Test
  void a_variant_with_an_input_of_its_own_learns_where_the_configs_input_could_not() {
    Path output = folder.resolve("variant");
    TrainPlan plan =
        TrainPlan.fanOut(
            null,
            List.of(
                "clouds.input.kind=weights",
                "train.model.kind=flat-mlp",
                "train.epochs=1",
                "run.progress-seconds=60"),
            List.of(
                new Variant(
                    "latents",
                    List.of(
                        "clouds.input={kind: latents}",
                        "train.model={kind: set-mlp, widths: [8]}"))),
            List.of(0L));

    Clouds.train(spark, plan, arcs, output, false);

    assertThat(output.resolve(plan.folders().get(0)).resolve("model.safetensors")).exists();
  }

  @Test
  void a_table_whose_fields_the_input_cannot_show_is_one_line_with_those_that_can() {
    assertThatThrownBy(() -> SampleTable.open(files(table), new Latents(), Changes.NONE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(" holds siren fields, which have no anchors, ")
        .hasMessageEndingWith("train with clouds.input.kind rendered or weights or pixels")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> SampleTable.open(files(arcs), new Weights(), Changes.NONE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(" holds arc fields, whose number of parameters varies ")
        .hasMessageEndingWith(
            "train with clouds.input.kind latents or anchored-probes or rendered or pixels");
    assertThatThrownBy(() -> score(arcs, "test", null)).isInstanceOf(UserException.class);
  }

  @Test
  void fields_of_another_recipe_or_shape_are_refused() {
    Path wider = folder.resolve("wider");
    fit(wider, "fit.family.initialisation=shared", "fit.family.width=13", "fit.stop.steps=1");

    assertThatThrownBy(() -> score(wider, "test", null))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(model + " learnt from fields of recipe ");
    assertThatThrownBy(
            () ->
                ScoreJob.run(
                    spark,
                    ScoreRequest.of(model.toString(), wider.toString(), "test")
                        .withOtherRecipe(true),
                    quiet()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "The model was trained on weight vectors of %d weights, but this one has %d; use fields"
                    .formatted(PARAMETERS, (2 * 13 + 13) + (13 * 13 + 13) + (13 + 1))
                + " of the same recipe");
  }

  @Test
  void starts_that_differ_are_warned_of() {
    Path table = folder.resolve("own-starts");
    fit(table, "fit.stop.steps=1");
    Path repeats = folder.resolve("repeats");
    fit(repeats, "fit.stop.steps=1", "fit.family.initialisation=shared", "fit.repeats=2");

    assertThat(SampleTable.open(files(table), new Weights(), Changes.NONE).warning())
        .hasValueSatisfying(
            warning -> assertThat(warning).contains("did not share a starting point"));
    assertThat(SampleTable.open(files(repeats), new Weights(), Changes.NONE).warning())
        .hasValueSatisfying(warning -> assertThat(warning).contains("the 2 fits of each image"));
    assertThat(SampleTable.open(files(table), new Rendered(4), Changes.NONE).warning()).isEmpty();
    assertThat(SampleTable.open(files(WeightsJobTest.table), new Weights(), Changes.NONE).warning())
        .isEmpty();
  }

  @Test
  void a_scale_for_each_weight_is_warned_of_where_units_may_change_places() {
    assertThat(plan("train.model={kind: dws}").trials().get(0).training().warning())
        .hasValueSatisfying(warning -> assertThat(warning).contains("dws", "per-layer"));
    assertThat(
            plan("train.model={kind: dws}", "train.normalisation=per-layer")
                .trials()
                .get(0)
                .training()
                .warning())
        .isEmpty();
    assertThat(plan().trials().get(0).training().warning()).isEmpty();
  }

  @Test
  void a_model_and_an_input_that_do_not_belong_together_are_one_line_naming_both_keys() {
    assertThatThrownBy(() -> TrainPlan.load(null, List.of("train.model.kind=flat-mlp")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "train.model.kind flat-mlp takes weight vectors, and clouds.input.kind latents gives"
                + " clouds; set one of the two (clouds.input.kind: weights,"
                + " clouds.input.kind: pixels)")
        .hasMessageNotContaining("\n");
  }

  @Test
  void augmentations_and_changes_of_clouds_are_refused_for_weights() {
    assertThatThrownBy(() -> plan("train.augmentations=[{kind: noise}]"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "train.augmentations must be of weight vectors, which model flat-mlp takes: Noise");
    assertThatThrownBy(() -> plan("clouds.changes=[{kind: jumble}]"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "clouds.changes must be of weight vectors, which input weights gives: Jumble");
    assertThatThrownBy(
            () ->
                ScoreJob.run(
                    spark,
                    ScoreRequest.of(model.toString(), table.toString(), "test")
                        .withChanges("[{kind: jumble}]"),
                    quiet()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is a change of clouds, and the model sees weight vectors");
  }

  private static ScoreReport score(Path input, String split, Path output) {
    return ScoreJob.run(
        spark,
        ScoreRequest.of(model.toString(), input.toString(), split)
            .withOutput(output == null ? null : output.toString()),
        quiet());
  }

  private static PrintStream quiet() {
    return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  }

  private static TrialResult result(Path folder) {
    return TrialResult.of(ModelFolder.parse(files(folder), ModelFolder.RESULT));
  }

  private static StorageFolder files(Path path) {
    return StorageFolder.at(path.toString(), new Configuration());
  }
}
