package io.anchorage.jobs.align;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.align.AlignRequest.Form;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldSample;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.symmetry.UnitChange.Part;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of the same fields in another form. */
class AlignJobTest {
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();
  private static final Form RANDOM = new Form.RandomTemplate(5);

  @TempDir static Path shared;
  @TempDir Path folder;
  private static JavaSparkContext spark;
  private static Path table;

  @BeforeAll
  static void fitted() {
    spark = SparkContexts.open("align", "local[2]");
    table = shared.resolve("sirens");
    fit(request(table, 40).withPartitions(7));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static FitRequest request(Path output, int images, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "fit.family.kind=siren",
                "fit.family.width=8",
                "fit.stop.steps=20",
                "fit.adam.learning-rate=5e-3",
                "source.dataset=fashion-mnist",
                "run.progress-seconds=60"));
    all.addAll(List.of(settings));
    FitRequest request =
        FitRequest.of(JobConfigs.load(null, all), SAMPLE.toString(), output.toString());
    return request.withSelection(request.selection().withLimit(images));
  }

  private static void fit(FitRequest request) {
    FitJob.run(spark, request);
  }

  private static AlignReport align(Path input, Path output, Form form, boolean resume) {
    return AlignJob.run(
        spark,
        new AlignRequest(input.toString(), output.toString(), form, resume),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  @Test
  void fields_keep_their_pictures_and_their_rows_and_get_another_recipe() {
    Path output = folder.resolve("aligned");

    AlignReport report = align(table, output, RANDOM, false);

    assertThat(report.fields()).isEqualTo(40);
    assertThat(report.cancelled()).isFalse();
    Manifest from = open(table).manifest();
    Manifest made = open(output).manifest();
    assertThat(made.spec().recipeHash()).isNotEqualTo(from.spec().recipeHash());
    assertThat(made.spec().recipe().at("/units/done/0/template").asText())
        .isEqualTo(report.template());
    assertThat(made.origin().tableId()).isEqualTo(from.tableId());
    assertThat(made.runs().get(0).arguments()).contains("align", "--to", "random", "5");
    TableFamily family = TableFamily.of(open(output));
    SortedMap<String, FieldRow> before = rows(table);
    rows(output)
        .forEach(
            (id, row) -> {
              FieldRow old = before.get(id);
              assertThat(row.summary())
                  .isEqualTo(old.summary().withRecipeHash(made.spec().recipeHash()));
              assertThat(parameters(row)).isNotEqualTo(parameters(old));
              float[] picture = family.image(row.field()).samples();
              float[] oldPicture = family.image(old.field()).samples();
              for (int i = 0; i < picture.length; i++) {
                assertThat(picture[i]).isCloseTo(oldPicture[i], within(1e-4f));
              }
            });
  }

  @Test
  void the_new_table_is_sound_and_its_images_are_found() {
    Path output = folder.resolve("aligned");
    align(table, output, RANDOM, false);
    FieldTable aligned = open(output);
    TableFamily family = TableFamily.of(aligned);

    assertThat(
            TableVerifier.verify(
                    aligned,
                    new FieldSample(
                        family.family(),
                        family.recipe().fit().family(),
                        family.shared(),
                        FieldSample.Originals.none(),
                        1,
                        10))
                .problems())
        .isEmpty();
    assertThat(aligned.manifest().runs().get(0).source())
        .isEqualTo(open(table).manifest().runs().get(0).source());
  }

  @Test
  void one_partition_and_seven_give_the_same_bytes() {
    Path one = folder.resolve("one");
    fit(request(one, 40).withPartitions(1));

    align(one, folder.resolve("a"), RANDOM, false);
    align(table, folder.resolve("b"), RANDOM, false);

    assertThat(hash(folder.resolve("a")))
        .isEqualTo(hash(folder.resolve("b")))
        .isNotEqualTo(hash(one));
  }

  @Test
  void a_field_can_be_the_template_and_is_aligned_to_itself() {
    Path canonical = folder.resolve("canonical");
    align(table, canonical, new Form.Canonical(Part.PHASES), false);
    String id = rows(canonical).firstKey();
    Path output = folder.resolve("aligned");

    AlignReport report = align(canonical, output, new Form.FieldTemplate(id), false);

    assertThat(parameters(rows(output).get(id))).isEqualTo(parameters(rows(canonical).get(id)));
    assertThat(report.template()).hasSize(64);
    assertThat(open(output).manifest().spec().recipe().at("/units/done")).hasSize(2);
  }

  @Test
  void canonical_signs_and_phases_hold_for_all_fields() {
    Path output = folder.resolve("canonical");

    align(table, output, new Form.Canonical(Part.BOTH), false);

    rows(output)
        .values()
        .forEach(
            row -> {
              float[] parameters = parameters(row);
              for (int unit = 0; unit < 8; unit++) {
                assertThat(30 * parameters[16 + unit]).isBetween(0f, 1.5709f);
              }
            });
  }

  @Test
  void resume_adds_what_the_input_has_got_since() {
    Path growing = folder.resolve("growing");
    Path output = folder.resolve("aligned");
    fit(request(growing, 10));
    align(growing, output, RANDOM, false);
    fit(request(growing, 25).withMode(FitRequest.Mode.INCREMENTAL));

    AlignReport more = align(growing, output, RANDOM, true);
    AlignReport none = align(growing, output, RANDOM, true);
    align(growing, folder.resolve("at-once"), RANDOM, false);

    assertThat(more.fields()).isEqualTo(15);
    assertThat(more.present()).isEqualTo(10);
    assertThat(none.fields()).isZero();
    assertThat(hash(output)).isEqualTo(hash(folder.resolve("at-once")));
    assertThat(open(output).manifest().runs()).hasSize(3);
  }

  @Test
  void outputs_that_do_not_belong_are_refused() {
    Path output = folder.resolve("aligned");
    align(table, output, RANDOM, false);

    refused(Kind.OUTPUT, () -> align(table, output, RANDOM, false), "go on with it by --resume");
    refused(
        Kind.OUTPUT,
        () -> align(table, output, new Form.RandomTemplate(6), true),
        "units.done is [");
    refused(
        Kind.OUTPUT,
        () -> align(table, output, new Form.Canonical(Part.SIGNS), true),
        "units.done is [");
    refused(Kind.OUTPUT, () -> align(table, table, RANDOM, true), "was not made from");
    refused(
        Kind.OUTPUT, () -> fit(request(output, 41).withMode(FitRequest.Mode.INCREMENTAL)), "units");
  }

  @Test
  void tables_without_such_units_or_fields_are_refused() {
    Path arcs = folder.resolve("arcs");
    fit(
        request(
            arcs,
            2,
            "fit.family={kind: arc, latents: 6, latent-dim: 4, decoder: {images: 2, steps: 2}}",
            "signal.values=unit"));
    Path finers = folder.resolve("finers");
    fit(request(finers, 2, "fit.family={kind: finer, width: 8, depth: 2}"));
    Path output = folder.resolve("output");

    refused(
        Kind.INPUT,
        () -> align(arcs, output, RANDOM, false),
        " holds arc fields, which have no hidden units of their own; give a table of family siren or finer");
    refused(
        Kind.INPUT,
        () -> align(finers, output, new Form.Canonical(Part.BOTH), false),
        "give --canonical signs");
    refused(
        Kind.INPUT,
        () -> align(table, output, new Form.FieldTemplate("nobody"), false),
        "has no field nobody to align to");
    assertThat(output).doesNotExist();
    assertThat(align(finers, output, RANDOM, false).fields()).isEqualTo(2);
  }

  private static void refused(Kind kind, Runnable run, String message) {
    assertThatThrownBy(run::run)
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(((UserException) e).kind()).isEqualTo(kind));
  }

  private static FieldTable open(Path path) {
    return FieldTable.open(StorageFolder.at(path.toString(), new Configuration()));
  }

  private static String hash(Path path) {
    return open(path).parametersSha256();
  }

  private static float[] parameters(FieldRow row) {
    return row.field().floats("parameters");
  }

  private static SortedMap<String, FieldRow> rows(Path path) {
    SortedMap<String, FieldRow> rows = new TreeMap<>();
    try (ShardScan<FieldRow> scan = open(path).rows()) {
      scan.forEachRemaining(row -> rows.put(row.summary().id(), row));
    }
    return rows;
  }
}
