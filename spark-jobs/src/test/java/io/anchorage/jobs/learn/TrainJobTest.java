package io.anchorage.jobs.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.cloud.Sample;
import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.input.Latents;
import io.anchorage.learn.train.InMemorySamples;
import io.anchorage.learn.train.SampleSource;
import io.anchorage.learn.train.TrainedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainJobTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static JavaSparkContext spark;
  private static Path table;
  private static Path model;

  @BeforeAll
  static void train() {
    spark = Clouds.spark();
    table = shared.resolve("seven");
    Clouds.fit(spark, table, 7);
    model = shared.resolve("model");
    Clouds.train(spark, Clouds.plan(), table, model, false);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void a_training_leaves_a_model_its_metrics_and_its_confusion_and_no_checkpoint()
      throws IOException, SQLException {
    try (var files = Files.list(model)) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted())
          .containsExactly(
              "confusion.json",
              "events.out.tfevents.anchorage",
              "metrics.jsonl",
              "metrics.parquet",
              "model.json",
              "model.safetensors",
              "result.json",
              "training.json");
    }
    SampleTable clouds = clouds(table);
    assertThat(model.resolve("model.json"))
        .content()
        .contains("\"recipe-hash\"", clouds.recipe(), "\"decoder-hash\"", clouds.decoder());
    assertThat(Files.readAllLines(model.resolve("metrics.jsonl")))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("{\"epoch\":3,");
    assertThat(number("select count(*) from '" + model + "/metrics.parquet' where train_loss > 0"))
        .isEqualTo(3);
    TrialResult result = result(model);
    assertThat(result.testSamples()).isEqualTo(200);
    assertThat(result.testAccuracy()).isGreaterThan(0.15);
    assertThat(result.epochs()).isEqualTo(3);
  }

  @Test
  void one_file_and_seven_give_the_same_model() throws IOException {
    Path single = folder.resolve("one");
    Clouds.fit(spark, single, 1);
    Path other = folder.resolve("model");

    Clouds.train(spark, Clouds.plan(), single, other, false);

    for (String name : List.of("model.safetensors", "model.json", "confusion.json")) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(model.resolve(name));
    }
  }

  @Test
  void a_training_that_was_cut_short_ends_as_one_that_was_not() {
    Path output = folder.resolve("model");
    List<TrialProgress> seen = new ArrayList<>();
    TrialResult none =
        new TrialRun(
                ExecutorTorch.get(), Clouds.plan().trials().get(0), clouds(table), files(output))
            .run(seen::add, () -> seen.get(seen.size() - 1).epoch() == 2);
    assertThat(none).isNull();
    assertThat(output.resolve("model.json")).doesNotExist();
    assertThat(output.resolve("checkpoint.safetensors")).exists();
    files(output)
        .put(
            ModelFolder.TRAINING,
            files(model).content(ModelFolder.TRAINING)); // as the cut-short job wrote it

    TrainReport report = Clouds.train(spark, Clouds.plan(), table, output, true);

    assertThat(report.cancelled()).isFalse();
    for (String name : List.of("model.safetensors", "model.json", "confusion.json")) {
      assertThat(output.resolve(name)).hasSameBinaryContentAs(model.resolve(name));
    }
    assertThat(output.resolve("metrics.jsonl")).content().contains("\"epoch\":1,", "\"epoch\":3,");
    assertThat(output.resolve("checkpoint.safetensors")).doesNotExist();
  }

  @Test
  void a_table_that_does_not_fit_is_streamed_and_every_cloud_comes_once_in_a_new_order() {
    SampleSource held = clouds(table).source("train", 1 << 30);
    SampleSource streamed = clouds(table).source("train", 50_000);

    assertThat(held).isInstanceOf(InMemorySamples.class);
    assertThat(streamed).isInstanceOf(StreamedTable.class);
    List<String> inOrder = ids(streamed.inOrder());
    List<String> first = ids(streamed.shuffled(new Philox(1)));
    List<String> again = ids(streamed.shuffled(new Philox(1)));
    List<String> second = ids(streamed.shuffled(new Philox(2)));
    assertThat(inOrder).hasSize(600).hasSameElementsAs(ids(held.inOrder()));
    assertThat(new HashSet<>(first)).hasSize(600).containsAll(inOrder);
    assertThat(first).isEqualTo(again).isNotEqualTo(second).isNotEqualTo(inOrder);
  }

  @Test
  void a_training_on_changed_clouds_learns_from_those_and_says_so() {
    Path output = folder.resolve("jumbled");
    Clouds.train(
        spark, Clouds.plan("clouds.changes=[{kind: jumble, pixels: 20}]"), table, output, false);

    assertThat(output.resolve("model.json")).content().contains("\"changes\"", "jumble");
    assertThat(model.resolve("model.json")).content().doesNotContain("\"changes\"");
    TrainedModel jumbled = ModelFolder.read(files(output));
    TrainedModel intact = ModelFolder.read(files(model));
    assertThat(jumbled.statistics()).isEqualTo(intact.statistics());
    assertThat(jumbled.weights()).isNotEqualTo(intact.weights());
    assertThat(result(output).testAccuracy()).isLessThan(result(model).testAccuracy());
  }

  @Test
  void a_grid_has_a_folder_for_each_training_and_a_summary_over_seeds() {
    Path output = folder.resolve("grid");
    TrainPlan plan =
        Clouds.plan(
            "train.epochs=1",
            "grid.seeds=[3, 4]",
            "grid.variants=[{name: wide, set: ['train.model.hidden=32']}, {name: plain, set: []}]");

    TrainReport report = Clouds.train(spark, plan, table, output, false);

    assertThat(report.results()).hasSize(4);
    assertThat(output.resolve("plain-seed-4/model.json")).exists();
    double first = result(output.resolve("wide-seed-3")).testAccuracy();
    double second = result(output.resolve("wide-seed-4")).testAccuracy();
    TrainReport.Spread spread = TrainReport.Spread.of(List.of(first, second));
    assertThat(spread.mean()).isEqualTo((first + second) / 2);
    assertThat(spread.std())
        .isCloseTo(
            Math.abs(first - second) / Math.sqrt(2), org.assertj.core.data.Offset.offset(1e-12));
    assertThat(report.lines()).anyMatch(l -> l.startsWith("wide") && l.contains(spread.words()));
    assertThat(output.resolve("summary.json")).content().contains("\"std\"", "\"wide\"");
    assertThatThrownBy(() -> ModelFolder.read(files(output)))
        .hasMessageContaining("holds several models; give the folder of one, such as ");
  }

  @Test
  void predictions_join_their_table_and_count_what_evaluation_counts() throws SQLException {
    Path output = folder.resolve("predictions");
    ScoreReport evaluated = score(table, "test", false, null);
    ScoreReport predicted = score(table, "all", false, output);

    assertThat(evaluated.fields()).isEqualTo(200);
    assertThat(evaluated.evaluation().confusion().accuracy())
        .isEqualTo(result(model).testAccuracy());
    assertThat(evaluated.evaluation().loss())
        .isCloseTo(result(model).testLoss(), org.assertj.core.data.Offset.offset(1e-4));
    assertThat(predicted.fields()).isEqualTo(800);
    long right =
        number(
            ("select count(*) from '%s/fields/*.parquet' f join '%s/*.parquet' p using (id, repeat)"
                    + " where f.split = 'test' and f.label = p.prediction"
                    + " and abs(list_sum(p.probabilities) - 1) < 1e-4")
                .formatted(table, output));
    assertThat(right / 200.0).isEqualTo(result(model).testAccuracy());
    assertThatThrownBy(() -> score(table, "all", false, output))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void a_model_of_probes_remembers_what_it_sees() {
    Path output = folder.resolve("probes");
    TrainPlan plan = Clouds.plan("train.epochs=1", "clouds.input={kind: anchored-probes, side: 3}");
    Clouds.train(spark, plan, table, output, false);

    assertThat(ModelFolder.read(files(output)).dim()).isEqualTo(9);
    ScoreReport told =
        ScoreJob.run(
            spark,
            new ScoreRequest(output.toString(), table.toString(), "test", false, List.of(), null),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    assertThat(told.evaluation().confusion().accuracy()).isEqualTo(result(output).testAccuracy());
  }

  @Test
  void fields_of_another_decoder_or_recipe_are_refused_unless_they_are_wanted() {
    Path other = folder.resolve("other");
    Clouds.fit(spark, other, 1, "fit.seed=5");

    assertThatThrownBy(() -> score(other, "test", false, null))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(model + " learnt from fields of recipe ")
        .hasMessageContaining("--other-recipe")
        .hasMessageNotContaining("\n");
    ScoreReport told = score(other, "test", true, null);
    assertThat(told.sameRecipe()).isFalse();
    assertThat(told.lines().get(0)).contains("another recipe");
  }

  private static ScoreReport score(Path input, String split, boolean otherRecipe, Path output) {
    return ScoreJob.run(
        spark,
        new ScoreRequest(
            model.toString(),
            input.toString(),
            split,
            otherRecipe,
            List.of(),
            output == null ? null : output.toString()),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  private static List<String> ids(SampleSource.Stream stream) {
    List<String> ids = new ArrayList<>();
    try (stream) {
      while (stream.hasNext()) {
        Sample cloud = stream.next();
        ids.add(cloud.key());
      }
    }
    return ids;
  }

  private static TrialResult result(Path folder) {
    return TrialResult.of(ModelFolder.parse(files(folder), ModelFolder.RESULT));
  }

  private static SampleTable clouds(Path path) {
    return SampleTable.open(files(path), new Latents(), Changes.NONE);
  }

  private static StorageFolder files(Path path) {
    return StorageFolder.at(path.toString(), new Configuration());
  }

  private static long number(String query) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
