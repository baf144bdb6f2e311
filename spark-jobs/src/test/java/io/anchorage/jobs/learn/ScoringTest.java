package io.anchorage.jobs.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.score.Confusion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models and tables whose classes are not the same list: others, fewer, more, none.
 *
 * <p>Over 300 lines, because all of it scores one model, which takes seconds to train.
 */
final class ScoringTest {
  private static final int SIDE = 12;

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static JavaSparkContext spark;
  private static Path model;

  /** Ant is dark, bird is grey, cat is bright, so that a few epochs tell them apart. */
  @BeforeAll
  static void train() throws IOException {
    spark = Clouds.spark();
    Path images = shared.resolve("images");
    pictures(images, "train/ant", "train/bird", "train/cat");
    model = trained(fitted(images, shared.resolve("table")), shared.resolve("model"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void a_table_that_lacks_a_class_is_scored_by_the_names_of_the_others() throws IOException {
    pictures(folder.resolve("images"), "test/ant", "test/cat");
    Path table = fitted(folder.resolve("images"), folder.resolve("table"));

    ScoreReport report = score(model, table, null);

    assertThat(report.classes()).containsExactly("ant", "bird", "cat");
    Confusion confusion = report.evaluation().confusion();
    assertThat(List.of(confusion.of(0), confusion.of(1), confusion.of(2)))
        .containsExactly(8L, 0L, 8L);
    assertThat(confusion.accuracy()).isGreaterThan(0.9);
    assertThat(report.match().byName()).isTrue();
    assertThat(report.lines()).noneMatch(line -> line.startsWith("labels"));
    assertThat(report.lines()).anyMatch(line -> line.startsWith("bird") && line.contains("-"));
  }

  @Test
  void images_of_a_class_that_the_model_does_not_know_are_counted_and_not_scored()
      throws IOException {
    pictures(folder.resolve("images"), "test/aardvark", "test/ant", "test/cat");
    Path table = fitted(folder.resolve("images"), folder.resolve("table"));

    ScoreReport report = score(model, table, null);

    assertThat(report.evaluation().confusion().total()).isEqualTo(16);
    assertThat(report.evaluation().confusion().accuracy()).isGreaterThan(0.9);
    assertThat(report.match().unknown()).isEqualTo(Map.of("aardvark", 8L));
    assertThat(report.lines())
        .contains(
            "labels     not scored: 8 fields of 1 classes that the model does not know: aardvark");
    assertThat(report.json()).contains("\"aardvark\" : 8");
  }

  @Test
  void a_table_of_other_classes_alone_is_refused_with_both_lists() throws IOException {
    pictures(folder.resolve("images"), "test/yak", "test/zebra");
    Path table = fitted(folder.resolve("images"), folder.resolve("table"));

    assertThatThrownBy(() -> score(model, table, null))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INPUT))
        .hasMessage(
            model
                + " knows the classes ant, bird, cat, "
                + table
                + " has yak, zebra; evaluate it on a table of its own classes, or use predict");
    assertThat(score(model, table, folder.resolve("predictions")).fields()).isEqualTo(16);
  }

  @Test
  void fields_without_a_label_are_left_out_of_training_and_score_and_counted()
      throws IOException, SQLException {
    parquet("train", "i % 3 - 1", "{}");
    parquet("test", "i % 3 - 1", "{}");
    Path table = fitted(folder.resolve("parquet"), folder.resolve("table"));

    TrainReport trained = train(table, folder.resolve("model"));
    ScoreReport report = score(folder.resolve("model"), table, null);

    assertThat(trained.notes())
        .containsExactly(
            "left out 8 fields of split train without a label",
            "not scored: 8 fields of split test without a label");
    assertThat(trained.results().get(0).testSamples()).isEqualTo(16);
    assertThat(report.evaluation().confusion().total()).isEqualTo(16);
    assertThat(report.lines()).contains("labels     not scored: 8 fields without a label");
  }

  @Test
  void a_split_without_any_label_is_trained_beside_and_predicted_but_not_evaluated()
      throws IOException, SQLException {
    parquet("train", "i % 3", "{}");
    parquet("test", "-1", "{}");
    Path table = fitted(folder.resolve("parquet"), folder.resolve("table"));
    Path own = folder.resolve("model");

    TrainReport trained = train(table, own);

    assertThat(trained.results().get(0).testSamples()).isZero();
    assertThat(trained.lines())
        .contains("labels     not scored: 24 fields of split test without a label");
    assertThatThrownBy(() -> score(own, table, null))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INPUT))
        .hasMessage(
            table
                + " has 24 fields of split test and none of them has a label; score a split that"
                + " has labels, or use predict, which needs none");
    ScoreReport predicted = score(own, table, folder.resolve("predictions"));
    assertThat(predicted.fields()).isEqualTo(24);
    assertThat(predicted.evaluation()).isNull();
    assertThat(predicted.lines())
        .contains("labels     not scored: 24 fields without a label")
        .anyMatch(line -> line.startsWith("predicted"));
  }

  @Test
  void a_table_without_any_label_is_no_training_set() throws IOException, SQLException {
    parquet("train", "-1", "{}");
    Path table = fitted(folder.resolve("parquet"), folder.resolve("table"));

    assertThatThrownBy(() -> train(table, folder.resolve("model")))
        .hasMessage(
            table
                + " has 24 fields of split train and none of them has a label; learn from images"
                + " that have classes");
  }

  @Test
  void labels_that_begin_with_one_leave_an_empty_class_that_is_told()
      throws IOException, SQLException {
    parquet("train", "i % 3 + 1", "{}");
    Path table = fitted(folder.resolve("parquet"), folder.resolve("table"));

    TrainReport trained = train(table, folder.resolve("model"));

    assertThat(trained.notes()).containsExactly("1 of 4 classes have no field in split train: 0");
    assertThat(score(folder.resolve("model"), table, null, "train").evaluation().confusion().of(0))
        .isZero();
  }

  @Test
  void a_label_beyond_the_names_is_a_class_called_by_its_number() throws IOException, SQLException {
    parquet("train", "i % 3", names("label", "cat", "dog"));
    Path table = fitted(folder.resolve("parquet"), folder.resolve("table"));

    train(table, folder.resolve("model"));

    assertThat(score(folder.resolve("model"), table, null, "train").classes())
        .containsExactly("cat", "dog", "2");
  }

  @Test
  void a_label_that_is_no_class_number_is_refused_in_one_line() throws IOException, SQLException {
    parquet("train", "1700000000 + i", "{}");
    Path table = fitted(folder.resolve("parquet"), folder.resolve("table"));

    assertThatThrownBy(() -> train(table, folder.resolve("model")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has label 17000000")
        .hasMessageContaining("class numbers end at 65535");
  }

  @Test
  void classes_without_names_on_one_side_are_matched_by_number_and_that_is_said()
      throws IOException, SQLException {
    parquet("test", "i % 3", "{}");
    Path table = fitted(folder.resolve("parquet"), folder.resolve("table"));

    ScoreReport report = score(model, table, null);

    assertThat(report.evaluation().confusion().total()).isEqualTo(24);
    assertThat(report.match().byName()).isFalse();
    assertThat(report.lines())
        .contains(
            "labels     classes matched by number, since the model or the table has no names");
  }

  @Test
  void two_classes_of_one_name_are_told_apart_by_their_numbers() throws IOException, SQLException {
    parquet("train", "i % 3", names("label", "crane", "cat", "crane"));
    Path table = fitted(folder.resolve("parquet"), folder.resolve("table"));
    train(table, folder.resolve("model"));

    Confusion same = score(folder.resolve("model"), table, null, "train").evaluation().confusion();

    assertThat(List.of(same.of(0), same.of(1), same.of(2))).containsExactly(8L, 8L, 8L);
  }

  /** Eight pictures in each folder, dark or bright by the place of the name among the classes. */
  private static void pictures(Path root, String... classes) throws IOException {
    for (String name : classes) {
      Path to = Files.createDirectories(root.resolve(name));
      int level = name.endsWith("ant") ? 0 : name.endsWith("cat") ? 2 : 1;
      for (int i = 0; i < 8; i++) {
        Files.write(to.resolve(i + ".png"), png(level, i));
      }
    }
  }

  private static byte[] png(int level, int seed) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int p = 0; p < SIDE * SIDE; p++) {
      image
          .getRaster()
          .setSample(p % SIDE, p / SIDE, 0, 20 + 90 * level + (p * 7 + seed * 13) % 30);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** A table as Hugging Face writes it: 24 images, of which image i is of level i modulo 3. */
  private void parquet(String split, String label, String info) throws IOException, SQLException {
    Path png = Files.createDirectories(folder.resolve("png"));
    for (int i = 0; i < 24; i++) {
      Files.write(png.resolve("%02d.png".formatted(i)), png(i % 3, i));
    }
    Path to = Files.createDirectories(folder.resolve("parquet"));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          """
          COPY (SELECT {'bytes': content, 'path': filename} AS image, CAST(%s AS BIGINT) AS label
                FROM (SELECT *, row_number() OVER (ORDER BY filename) - 1 AS i
                      FROM read_blob('%s/*.png')) ORDER BY i)
          TO '%s/%s-00000-of-00001.parquet' (FORMAT parquet, KV_METADATA {huggingface: '%s'})
          """
              .formatted(label, png, to, split, info));
    }
  }

  private static String names(String column, String... names) {
    return "{\"info\": {\"features\": {\"%s\": {\"names\": [\"%s\"], \"_type\": \"ClassLabel\"}}}}"
        .formatted(column, String.join("\", \"", names));
  }

  private static Path fitted(Path images, Path table) {
    List<String> settings =
        List.of(
            "fit.family={kind: siren, width: 6, depth: 1, initialisation: shared}",
            "fit.stop.steps=20",
            "fit.adam.learning-rate=1e-2",
            "source.dataset=animals",
            "run.progress-seconds=60");
    FitJob.run(
        spark,
        FitRequest.of(JobConfigs.load(null, settings), images.toString(), table.toString())
            .withPartitions(2));
    return table;
  }

  private static Path trained(Path table, Path output) {
    train(table, output);
    return output;
  }

  private static TrainReport train(Path table, Path output) {
    return Clouds.train(
        spark,
        TrainPlan.load(
            null,
            List.of(
                "clouds.input.kind=weights",
                "train.model={kind: flat-mlp, widths: [16]}",
                "train.validation-share=0",
                "train.batch=8",
                "train.epochs=20",
                "run.progress-seconds=60")),
        table,
        output,
        false);
  }

  private static ScoreReport score(Path model, Path table, Path output) {
    return score(model, table, output, "test");
  }

  private static ScoreReport score(Path model, Path table, Path output, String split) {
    ScoreRequest request = ScoreRequest.of(model.toString(), table.toString(), split);
    return ScoreJob.run(
        spark,
        output == null ? request : request.withOutput(output.toString()),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }
}
