package io.anchorage.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.family.Families;
import io.anchorage.field.Family;
import io.anchorage.jobs.allcnn.maps.MapJobConfig;
import io.anchorage.jobs.allcnn.maps.MapSubject;
import io.anchorage.jobs.allcnn.maps.MapTable;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.exchange.PublishedFixtures;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.Selection;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.SomeTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions, as SQL text: what a user of PySpark sends is the same text. */
class AnchorageFunctionsTest {
  private static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath();

  @TempDir static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = SqlSession.open();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  static List<String> families() {
    return Families.all().stream().map(Family::name).toList();
  }

  /** A table of two images, a few steps each, as the view {@code fields}. */
  private static FieldTable fit(String family) throws IOException {
    Path path = folder.resolve(family);
    if (!path.toFile().exists()) {
      List<String> settings =
          new ArrayList<>(
              List.of(
                  "fit.family.kind=" + family,
                  "fit.stop.steps=2",
                  "signal.values=unit",
                  "source.dataset=sample"));
      if (family.equals("arc")) {
        settings.add("fit.family.decoder.images=4");
        settings.add("fit.family.decoder.steps=2");
      }
      FitRequest request =
          FitRequest.of(JobConfigs.load(null, settings), SAMPLE.toString(), path.toString());
      if (family.equals("functa")) {
        // Its shared network is learnt elsewhere.
        settings.addAll(List.of("fit.family.width=16", "fit.family.depth=2"));
        request =
            FitRequest.of(JobConfigs.load(null, settings), SAMPLE.toString(), path.toString())
                .withDecoder(
                    PublishedFixtures.network(
                            folder.resolve("network"), settings.toArray(String[]::new))
                        .toString());
      }
      FitJob.run(
          JavaSparkContext.fromSparkContext(spark.sparkContext()),
          request.withSelection(Selection.all().withLimit(2)));
    }
    spark.read().format("anchorage").load(path.toString()).createOrReplaceTempView("fields");
    return FieldTable.open(SomeTable.files(path));
  }

  private static Object one(String expression, String id) {
    return spark
        .sql("select %s from fields where id = '%s'".formatted(expression, id))
        .first()
        .get(0);
  }

  private static float[] floats(String expression, String id) {
    List<Object> values =
        spark
            .sql("select %s from fields where id = '%s'".formatted(expression, id))
            .first()
            .getList(0);
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (Float) values.get(i);
    }
    return floats;
  }

  @ParameterizedTest
  @MethodSource("families")
  void fields_of_every_family_are_drawn_and_evaluated(String name) throws IOException {
    FieldTable table = fit(name);
    TableFamily family = TableFamily.of(table);
    FieldRow row = SomeRows.first(table);
    String id = row.summary().id();
    float[] own = family.image(row.field()).samples();

    assertThat(floats("anchorage_render(struct(*), height, width)", id)).containsExactly(own);
    assertThat(floats("anchorage_render(struct(*), 56, 56)", id))
        .containsExactly(family.image(row.field(), 2).samples());
    assertThat(floats("anchorage_render(struct(*), 5, 9)", id)).hasSize(45);
    float[] values =
        floats("anchorage_evaluate(struct(*), array(array(0, 0), array(3.0, 27)))", id);
    assertThat(clamped(values[0])).isEqualTo(own[0]);
    assertThat(clamped(values[1])).isEqualTo(own[3 * 28 + 27]);
    assertThat(floats("anchorage_evaluate(struct(*), array(struct(3, 27), struct(0, 0)))", id))
        .containsExactly(values[1], values[0]);
  }

  private static float clamped(float value) {
    return Math.max(0f, Math.min(1f, value));
  }

  @Test
  void feature_maps_are_drawn_and_evaluated_channel_by_channel() {
    Path path = folder.resolve("maps");
    MapJobConfig config =
        MapJobConfig.load(
            null,
            List.of(
                "source.dataset=sample",
                "maps.phases=initialised",
                "maps.layers=[3]",
                "maps.network.narrow=3",
                "maps.network.third-layer=5",
                "maps.network.wide=4",
                "fit.family.width=8",
                "fit.stop.steps=3"));
    FitJob.run(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        FitRequest.of(config.job(), SAMPLE.toString(), path.toString())
            .withSelection(Selection.all().withLimit(1)),
        new MapSubject(config, null),
        System.err);
    FieldTable table = FieldTable.open(SomeTable.files(path));
    FieldRow row = SomeRows.first(table);
    float[] own = MapTable.of(table).orElseThrow().family().image(row.field()).samples();
    String id = row.summary().id();
    spark.read().format("anchorage").load(path.toString()).createOrReplaceTempView("fields");

    assertThat(own).hasSize(5 * 16 * 16);
    assertThat(floats("anchorage_render(struct(*), height, width)", id)).containsExactly(own);
    assertThat(floats("slice(anchorage_render(struct(*), 16, 16), 2 * 256 + 1, 256)", id))
        .as("the third channel alone")
        .containsExactly(Arrays.copyOfRange(own, 2 * 256, 3 * 256));
    float[] values = floats("anchorage_evaluate(struct(*), array(array(3, 5)))", id);
    assertThat(values).hasSize(5);
    assertThat(clamped(values[4])).isEqualTo(own[4 * 256 + 3 * 16 + 5]);
  }

  @Test
  void the_layout_has_the_sizes_of_the_row() throws IOException {
    FieldTable table = fit("arc");
    FieldRow row = SomeRows.first(table);

    List<?> layout =
        spark.sql("select inline(anchorage_layout(struct(*))) from fields limit 2").collectAsList();
    assertThat(layout)
        .extracting(Object::toString)
        .containsExactly(
            "[positions,positions,0,ArraySeq(%d, 2),ArraySeq(anchor, row, column)]"
                .formatted(row.field().count("num_latents")),
            "[latents,latents,0,ArraySeq(%d, %d),ArraySeq(anchor, dimension)]"
                .formatted(row.field().count("num_latents"), row.field().count("latent_dim")));
  }

  @Test
  void psnr_compares_two_images() throws IOException {
    fit("siren");
    String id = "sample/train/0";
    assertThat(one("anchorage_psnr(array(0.0, 1.0), array(0.1, 0.9))", id))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
        .isCloseTo(20, within(1e-5));
    assertThat(
            one(
                "anchorage_psnr(anchorage_render(struct(*), 28, 28), anchorage_render(struct(*),"
                    + " 28, 28))",
                id))
        .isEqualTo(100.0);
  }

  @Test
  void a_session_without_extensions_gets_the_functions_by_one_line() throws IOException {
    fit("siren");
    SparkSession other = spark.newSession();
    AnchorageFunctions.register(other);
    other
        .read()
        .format("anchorage")
        .load(folder.resolve("siren").toString())
        .createOrReplaceTempView("fields");
    Row row = other.sql("select avg(size(anchorage_render(struct(*), 2, 3))) from fields").first();
    assertThat(row.getDouble(0)).isEqualTo(6);
  }

  @Test
  void rows_of_tables_that_are_joined_or_stored_elsewhere_know_their_table() throws IOException {
    fit("siren");
    Path copy = folder.resolve("copy");
    spark.table("fields").write().parquet(copy.toString());
    spark.read().parquet(copy.toString()).createOrReplaceTempView("copy");

    assertThat(
            spark
                .sql("select anchorage_render(struct(*), 4, 4) from copy where id like '%/1'")
                .first()
                .getList(0))
        .hasSize(16);
  }

  @Test
  void mistakes_are_one_line() throws IOException {
    fit("siren");
    assertThatThrownBy(() -> spark.sql("select anchorage_render(struct(*)) from fields").first())
        .hasStackTraceContaining("anchorage_render has 3 arguments, not 1");
    assertThatThrownBy(
            () -> spark.sql("select anchorage_render(struct(id), 2, 2) from fields").first())
        .hasStackTraceContaining("The row has no column table_path; give all columns, struct(*)");
    assertThatThrownBy(
            () -> spark.sql("select anchorage_psnr(array(1), array(1, 0)) from fields").first())
        .hasStackTraceContaining("two images of one size: 1 and 2 samples");
    assertThat(spark.sql("describe function anchorage_render").collectAsList())
        .extracting(Object::toString)
        .anyMatch(line -> line.contains("anchorage_render(row, height, width)"));
  }
}
