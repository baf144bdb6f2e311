package io.anchorage.jobs.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.QuietFit;
import io.anchorage.jobs.fit.Selection;
import io.anchorage.jobs.learn.TrainRequest.Mode;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.upkeep.CompactJob;
import io.anchorage.learn.train.TrainedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that follows a table which grows. */
class NightlyTrainTest {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  private static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath();
  private static final List<String> MODEL = List.of("model.safetensors", "model.json");
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    spark = Clouds.spark();
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  @Test
  void a_grown_table_gives_the_model_that_a_new_training_gives_and_an_unchanged_one_none()
      throws IOException {
    grow(60);
    Path model = folder.resolve("model");
    assertThat(train(model, false).unchanged()).isEmpty();
    byte[] first = Files.readAllBytes(model.resolve("model.safetensors"));
    FileTime written = Files.getLastModifiedTime(model.resolve("training.json"));

    CompactJob.run(spark, table().toString(), 1 << 20, NOWHERE);
    TrainReport second = train(model, false);
    assertThat(second.unchanged()).isEqualTo(table().toString());
    assertThat(second.lines()).anyMatch(line -> line.endsWith("nothing was written"));
    assertThat(Files.getLastModifiedTime(model.resolve("training.json"))).isEqualTo(written);

    grow(90);
    train(model, false);
    Clouds.train(spark, plan(), table(), folder.resolve("anew"), false);
    assertThat(model.resolve("model.safetensors")).binaryContent().isNotEqualTo(first);
    for (String name : MODEL) {
      assertThat(model.resolve(name)).hasSameBinaryContentAs(folder.resolve("anew").resolve(name));
    }
    assertThat(files(model).folders()).isEmpty();
  }

  @Test
  void a_training_that_was_cut_short_is_not_resumed_on_a_table_that_has_changed() {
    grow(60);
    Path model = folder.resolve("model");
    Trial trial = plan().trials().get(0);
    StorageFolder files = files(model);
    SampleTable before = trial.open(files(table()));
    files.put(ModelFolder.TRAINING, ModelFolder.page(description(before)));
    new TrialRun(ExecutorTorch.get(), trial, before, files)
        .run(at -> {}, () -> files.exists(ModelFolder.CHECKPOINT));
    assertThat(model.resolve("checkpoint.safetensors")).exists();

    grow(90);

    assertThatThrownBy(() -> Clouds.train(spark, plan(), table(), model, true))
        .isInstanceOf(UserException.class)
        .hasMessage(
            table()
                + " has changed since the training in "
                + model
                + " was begun; train anew with --incremental, or choose another --output");
    // Without what the job keeps, the checkpoint itself tells.
    SampleTable after = trial.open(files(table()));
    assertThatThrownBy(
            () -> new TrialRun(ExecutorTorch.get(), trial, after, files).run(at -> {}, () -> false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("was made on other samples");
    assertThatThrownBy(() -> after.require(TableContent.of(tree(before))))
        .hasMessageContaining("has changed while a training on it began");

    train(model, false);
    assertThat(model.resolve("checkpoint.safetensors")).doesNotExist();
    assertThat(model.resolve("model.json")).exists();
  }

  @Test
  void a_finished_training_is_not_taken_for_one_of_a_table_that_has_changed_since() {
    grow(60);
    Path model = folder.resolve("model");
    Clouds.train(spark, plan(), table(), model, false);
    grow(70);

    assertThatThrownBy(() -> Clouds.train(spark, plan(), table(), model, true))
        .hasMessageContaining(" has changed since the training in ");
  }

  @Test
  void a_model_may_begin_with_the_last_ones_weights_and_says_so() {
    grow(60);
    Path model = folder.resolve("model");
    train(model, true);
    TrainedModel first = ModelFolder.read(files(model));
    assertThat(ModelFolder.fact(first, "begun-from")).isEmpty();
    grow(90);
    train(model, true);
    TrainedModel second = ModelFolder.read(files(model));

    Clouds.train(spark, plan(), table(), folder.resolve("anew"), false);
    TrainedModel anew = ModelFolder.read(files(folder.resolve("anew")));
    assertThat(ModelFolder.fact(second, "begun-from")).hasSize(64);
    assertThat(second.weights()).isNotEqualTo(anew.weights());
    assertThat(second.statistics()).isEqualTo(anew.statistics());
  }

  @Test
  void another_config_is_refused() {
    grow(60);
    Path model = folder.resolve("model");
    train(model, false);
    TrainPlan other = plan("train.seed=9");

    assertThatThrownBy(
            () ->
                TrainJob.run(
                    spark,
                    new TrainRequest(
                        other, table().toString(), model.toString(), Mode.INCREMENTAL, false),
                    NOWHERE))
        .isInstanceOf(UserException.class)
        .hasMessage(
            model + " was begun with another config; give that one, or choose another --output");
  }

  private static Map<String, Object> tree(SampleTable table) {
    Map<String, Object> tree = new LinkedHashMap<>();
    table.content().addTo(tree);
    return tree;
  }

  private Map<String, Object> description(SampleTable table) {
    Map<String, Object> tree = tree(table);
    tree.put("recipe_hash", table.recipe());
    tree.put("decoder_hash", table.decoder());
    tree.put("config", plan().config().json());
    return tree;
  }

  private Path table() {
    return folder.resolve("table");
  }

  private void grow(int images) {
    QuietFit.run(
        spark,
        FitRequest.of(
                JobConfigs.load(
                    null,
                    List.of(
                        "fit.family={kind: siren, width: 4, depth: 1}",
                        "fit.stop.steps=2",
                        "source.dataset=fashion-mnist",
                        "run.progress-seconds=60")),
                SAMPLE.toString(),
                table().toString())
            .withSelection(Selection.all().withLimit(images))
            .withPartitions(2)
            .withMode(FitRequest.Mode.INCREMENTAL));
  }

  private static TrainPlan plan(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "train.model={kind: flat-mlp, widths: [8]}",
                "train.normalisation=whole",
                "clouds.input.kind=weights",
                "train.validation-share=0",
                "train.batch=20",
                "train.epochs=2",
                "run.progress-seconds=60"));
    all.addAll(List.of(settings));
    return TrainPlan.load(null, all);
  }

  private TrainReport train(Path model, boolean fromLast) {
    return TrainJob.run(
        spark,
        new TrainRequest(plan(), table().toString(), model.toString(), Mode.INCREMENTAL, fromLast),
        NOWHERE);
  }

  private static StorageFolder files(Path path) {
    return StorageFolder.at(path.toString(), new Configuration());
  }
}
