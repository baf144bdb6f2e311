package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitReport.End;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ManifestStore;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.signal.Normalisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitJobTest {
  private static final Selection FORTY = Selection.all().withSplit(Split.TRAIN).withLimit(40);
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void openSpark() {
    spark = Fits.spark("local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @Test
  void one_and_seven_partitions_give_the_same_bytes() {
    Path one = folder.resolve("one");
    Path seven = folder.resolve("seven");

    FitReport report = Fits.run(spark, Fits.sample(one).withSelection(FORTY).withPartitions(1));
    Fits.run(spark, Fits.sample(seven).withSelection(FORTY).withPartitions(7));

    assertThat(Fits.table(one).manifest().shards()).hasSize(1);
    assertThat(Fits.table(seven).manifest().shards()).hasSize(7);
    assertThat(Fits.hash(seven)).isEqualTo(Fits.hash(one));
    assertThat(report.fields()).isEqualTo(40);
    assertThat(report.failed()).isZero();
    assertThat(report.meanPsnr()).isBetween(3.0, 60.0);
    assertThat(report.meanSsim()).isBetween(-1.0, 1.0);
  }

  @Test
  void rows_say_where_they_come_from() {
    Path table = folder.resolve("t");
    Fits.run(
        spark,
        Fits.sample(table, "fit.repeats=2", "fit.seed=7")
            .withSelection(Selection.all().withSplit(Split.TEST).withIds("5..6"))
            .withEngine("scalar"));

    assertThat(Fits.keys(table))
        .containsExactlyInAnyOrder(
            new FieldKey("sample/test/5", 0),
            new FieldKey("sample/test/5", 1),
            new FieldKey("sample/test/6", 0),
            new FieldKey("sample/test/6", 1));
    assertThat(Fits.table(table).find("sample/test/6"))
        .allSatisfy(
            row -> {
              assertThat(row.summary().split()).isEqualTo("test");
              assertThat(row.summary().engine()).isEqualTo("scalar");
              assertThat(row.summary().seed()).isEqualTo(7);
              assertThat(row.summary().steps()).isEqualTo(3);
              assertThat(row.summary().label()).isBetween(0, 9);
              assertThat(row.summary().pixelHash()).matches("[0-9a-f]{64}");
              assertThat(row.summary().recipeHash())
                  .isEqualTo(Fits.table(table).manifest().spec().recipeHash());
            });
  }

  @Test
  void what_a_killed_run_was_about_to_publish_is_not_fitted_again() {
    Path table = folder.resolve("t");
    FitRequest request = Fits.sample(table).withSelection(FORTY).withPartitions(7);
    Fits.run(spark, request);
    String hash = Fits.hash(table);
    StorageFolder files = StorageFolder.at(table.toString(), new Configuration());
    Manifest manifest = Fits.table(table).manifest();
    List<ShardEntry> shards = manifest.shards();
    ManifestStore.replace(files, manifest.withShards(shards.subList(0, 1)));
    ManifestStore.announce(files, shards.subList(1, 7));

    FitReport resumed = Fits.run(spark, request.withMode(Mode.RESUME).withPartitions(3));

    assertThat(resumed.fields()).isZero();
    assertThat(Fits.keys(table)).doesNotHaveDuplicates().hasSize(40);
    assertThat(Fits.hash(table)).isEqualTo(hash);
  }

  @Test
  void incremental_adds_only_what_is_new() {
    Path grown = folder.resolve("grown");
    Path whole = folder.resolve("whole");
    FitRequest request = Fits.sample(grown).withMode(Mode.INCREMENTAL);
    Fits.run(spark, request.withSelection(FORTY.withLimit(15)));

    FitReport second = Fits.run(spark, request.withSelection(FORTY));
    FitReport third = Fits.run(spark, request.withSelection(FORTY));
    Fits.run(spark, Fits.sample(whole).withSelection(FORTY));

    assertThat(second.present()).isEqualTo(15);
    assertThat(second.fields()).isEqualTo(25);
    assertThat(third.fields()).isZero();
    assertThat(third.end()).isEqualTo(End.COMPLETE);
    assertThat(Fits.hash(grown)).isEqualTo(Fits.hash(whole));
    assertThat(Fits.keys(grown)).doesNotHaveDuplicates().hasSize(40);
    assertThat(Fits.table(grown).manifest().runs())
        .extracting(RunEntry::status)
        .as("the third had nothing to record")
        .containsExactly(RunEntry.Status.COMPLETE, RunEntry.Status.COMPLETE);
  }

  @Test
  void a_table_of_finers_grows_to_the_bytes_of_one_that_was_fitted_at_once() {
    grows("fit.family.kind=finer", "fit.family.depth=2", "fit.family.gradient=full");
  }

  @ParameterizedTest
  @CsvSource({"fourier, relu", "identity, wire", "grid, gauss"})
  void a_table_of_any_mapping_and_activation_grows_to_the_bytes_of_one_that_was_fitted_at_once(
      String mapping, String activation) {
    grows(
        "fit.family.kind=composed",
        "fit.family.width=8",
        "fit.family.depth=2",
        "fit.family.mapping.kind=" + mapping,
        "fit.family.activation.kind=" + activation);
  }

  private void grows(String... family) {
    Path grown = folder.resolve("grown");
    Path whole = folder.resolve("whole");
    Fits.run(spark, Fits.sample(grown, family).withSelection(FORTY.withLimit(7)));
    FitRequest more = Fits.sample(grown, family).withMode(Mode.RESUME).withPartitions(3);

    FitReport report = Fits.run(spark, more.withSelection(FORTY).withEngine("vector"));
    Fits.run(spark, Fits.sample(whole, family).withSelection(FORTY).withEngine("scalar"));

    assertThat(report.present()).isEqualTo(7);
    assertThat(report.fields()).isEqualTo(33);
    assertThat(Fits.hash(grown)).isEqualTo(Fits.hash(whole));
  }

  @Test
  void an_empty_selection_makes_an_empty_table() {
    Path table = folder.resolve("t");
    FitReport report =
        Fits.run(
            spark, Fits.sample(table).withSelection(Selection.all().withIds("100000..100001")));

    assertThat(report.fields()).isZero();
    assertThat(report.end()).isEqualTo(End.COMPLETE);
    assertThat(Fits.table(table).manifest().fields()).isZero();
  }

  @Test
  void partitions_without_images_do_no_harm() {
    Path table = folder.resolve("t");
    FitReport report =
        Fits.run(spark, Fits.sample(table).withSelection(FORTY.withLimit(3)).withPartitions(9));

    assertThat(report.fields()).isEqualTo(3);
    assertThat(Fits.keys(table)).hasSize(3);
    assertThat(Fits.table(table).manifest().shards()).hasSize(3);
  }

  @Test
  void a_table_that_exists_is_not_touched() {
    Path table = folder.resolve("t");
    FitRequest request = Fits.sample(table).withSelection(FORTY.withLimit(2));
    Fits.run(spark, request);
    String before = Fits.hash(table);

    assertThatThrownBy(() -> Fits.run(spark, request))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--resume");
    assertThatThrownBy(
            () ->
                Fits.run(
                    spark,
                    Fits.sample(table, "fit.stop.steps=4")
                        .withSelection(FORTY)
                        .withMode(Mode.RESUME)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("steps");
    assertThat(Fits.hash(table)).isEqualTo(before);
  }

  @Test
  void a_missing_input_leaves_no_output_behind() {
    Path table = folder.resolve("t");
    FitRequest request =
        FitRequest.of(Fits.config(), folder.resolve("nowhere").toString(), table.toString());

    assertThatThrownBy(() -> Fits.run(spark, request))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nowhere");
    assertThat(Files.exists(table)).isFalse();
  }

  @Test
  void an_unknown_engine_is_told_at_the_start() {
    Path table = folder.resolve("t");

    assertThatThrownBy(() -> Fits.run(spark, Fits.sample(table).withEngine("torch")))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.ENGINE));
    assertThat(Files.exists(table)).isFalse();
  }

  @Test
  void values_standardised_over_the_dataset_do_not_depend_on_the_selection() {
    Path few = folder.resolve("few");
    FitRequest request =
        Fits.sample(few, "signal.values=standardised-dataset").withMode(Mode.INCREMENTAL);
    Fits.run(spark, request.withSelection(FORTY.withIds("7..7")));
    Fits.run(spark, request.withSelection(FORTY.withIds("8..8")));

    Normalisation first = Fits.table(few).find("sample/train/7").get(0).field().normalisation();
    Normalisation second = Fits.table(few).find("sample/train/8").get(0).field().normalisation();
    assertThat(second).isEqualTo(first);
    // Fashion-MNIST's mean and deviation, which its 1 % sample is near.
    assertThat(first.offset().get(0)).isCloseTo(0.2860f, within(0.02f));
    assertThat(first.scale().get(0)).isCloseTo(0.3530f, within(0.02f));
  }

  @Test
  void provenance_names_the_run() {
    Path table = folder.resolve("t");
    Fits.run(spark, Fits.sample(table).withSelection(FORTY.withLimit(4)));

    RunEntry run = Fits.table(table).manifest().runs().get(0);
    assertThat(run.status()).isEqualTo(RunEntry.Status.COMPLETE);
    assertThat(run.fields()).isEqualTo(4);
    assertThat(run.fitSeconds()).isPositive();
    assertThat(run.place().master()).isEqualTo("local[2]");
    assertThat(run.arguments()).containsSubsequence(List.of("fit", "--split", "train"));
  }
}
