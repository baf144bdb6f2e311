package io.anchorage.jobs.allcnn.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.fit.Selection;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.CnnCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureMapJobTest {
  private static final Selection FOUR = Selection.all().withSplit(Split.TRAIN).withLimit(4);
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void openSpark() {
    spark = SparkContexts.open("feature-maps", "local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  private FitReport fit(String name, int partitions, Selection selection, String... settings) {
    MapJobConfig config = Maps.config(settings);
    FitRequest request =
        Maps.request(config, folder.resolve(name))
            .withSelection(selection)
            .withPartitions(partitions);
    return Maps.run(spark, config, request, null);
  }

  @Test
  void one_and_seven_partitions_give_the_same_bytes() {
    FitReport report = fit("one", 1, FOUR);
    fit("seven", 7, FOUR);

    assertThat(report.fields()).isEqualTo(4 * 2 * 3);
    assertThat(report.failed()).isZero();
    assertThat(Maps.table(folder.resolve("seven")).manifest().shards()).hasSizeGreaterThan(4);
    assertThat(Maps.table(folder.resolve("seven")).parametersSha256())
        .isEqualTo(Maps.table(folder.resolve("one")).parametersSha256());
    Map<String, FieldRow> one = Maps.rows(folder.resolve("one"));
    Map<String, FieldRow> seven = Maps.rows(folder.resolve("seven"));
    assertThat(seven.keySet()).isEqualTo(one.keySet());
    one.forEach(
        (id, row) -> {
          assertThat(seven.get(id).summary()).isEqualTo(row.summary());
          assertThat(seven.get(id).field().floats("psnr_curve"))
              .containsExactly(row.field().floats("psnr_curve"));
        });
  }

  @Test
  void images_that_are_named_are_taken_with_all_their_maps() {
    FitReport report =
        fit("t", 1, Selection.all().withOnly(Set.of("sample/train/7")), "maps.phases=initialised");

    assertThat(report.fields()).isEqualTo(3);
    assertThat(Maps.rows(folder.resolve("t")).keySet())
        .containsExactly(
            "sample/train/7#initialised/1",
            "sample/train/7#initialised/3",
            "sample/train/7#initialised/6");
  }

  @Test
  void a_row_says_which_map_it_stands_for_and_how_the_fit_went() {
    fit("t", 2, FOUR.withLimit(1));

    FieldRow row = Maps.rows(folder.resolve("t")).get("sample/train/0#initialised/3");
    assertThat(row.field().text("image")).isEqualTo("sample/train/0");
    assertThat(row.field().text("phase")).isEqualTo("initialised");
    assertThat(row.field().count("layer")).isEqualTo(3);
    assertThat(row.summary().width()).isEqualTo(16);
    assertThat(row.summary().height()).isEqualTo(16);
    assertThat(row.summary().channels()).isEqualTo(5);
    assertThat(row.field().floats("parameters")).hasSize(2 * 8 + 8 + 8 * 8 + 8 + 8 * 5 + 5);
    assertThat(row.field().number("value_min")).isZero();
    float peak = row.field().number("value_max");
    assertThat(peak).isPositive();
    float[] curve = row.field().floats("psnr_curve");
    assertThat(curve).hasSize(4);
    assertThat((double) curve[3])
        .isCloseTo(10 * Math.log10((double) peak * peak / row.summary().loss()), within(1e-4));
    assertThat(curve[3]).isGreaterThan(curve[0]);
    assertThat(row.curve()).hasSize(3);
  }

  @Test
  void the_peak_of_the_curve_is_a_matter_of_the_config_and_fields_are_not() {
    fit("maximum", 1, FOUR.withLimit(1));
    fit("one", 1, FOUR.withLimit(1), "maps.peak=one");

    Map<String, FieldRow> maximum = Maps.rows(folder.resolve("maximum"));
    Maps.rows(folder.resolve("one"))
        .forEach(
            (id, row) -> {
              FieldRow other = maximum.get(id);
              double decibels = 20 * Math.log10(row.field().number("value_max"));
              assertThat((double) other.field().floats("psnr_curve")[2])
                  .isCloseTo(row.field().floats("psnr_curve")[2] + decibels, within(1e-4));
              assertThat(row.field().floats("parameters"))
                  .containsExactly(other.field().floats("parameters"));
            });
  }

  @Test
  void maps_are_kept_when_they_are_asked_for() {
    fit("t", 1, FOUR.withLimit(1), "maps.keep=true", "maps.phases=initialised");

    Maps.rows(folder.resolve("t"))
        .values()
        .forEach(
            row -> {
              float[] map = row.field().floats("map");
              assertThat(map)
                  .hasSize(
                      row.summary().channels() * row.summary().width() * row.summary().height());
              assertThat(MapMaker.largest(map)).isEqualTo(row.field().number("value_max"));
            });
  }

  @Test
  void incremental_adds_what_is_missing_with_the_networks_of_the_table() {
    MapJobConfig config = Maps.config();
    FitRequest request = Maps.request(config, folder.resolve("grown")).withMode(Mode.INCREMENTAL);
    Maps.run(spark, config, request.withSelection(FOUR.withLimit(2)), null);
    byte[] networks = Maps.table(folder.resolve("grown")).sharedParameters();

    FitReport second = Maps.run(spark, config, request.withSelection(FOUR), null);
    fit("whole", 3, FOUR);

    assertThat(second.present()).isEqualTo(12);
    assertThat(second.fields()).isEqualTo(12);
    assertThat(Maps.table(folder.resolve("grown")).sharedParameters()).isEqualTo(networks);
    assertThat(Maps.table(folder.resolve("grown")).manifest().shared().path())
        .matches("network-[0-9a-f]{12}\\.safetensors");
    assertThat(Maps.table(folder.resolve("grown")).parametersSha256())
        .isEqualTo(Maps.table(folder.resolve("whole")).parametersSha256());
  }

  @Test
  void a_network_from_a_file_gives_the_maps_of_that_network() throws IOException {
    MapJobConfig config = Maps.config("maps.phases=[initialised,given]");
    Path file = folder.resolve("cnn.safetensors");
    Files.write(file, CnnCheckpoint.initial(config.maps().network(), 0).encode());
    FitRequest request = Maps.request(config, folder.resolve("t")).withSelection(FOUR.withLimit(1));
    Maps.run(spark, config, request, file);

    Map<String, FieldRow> rows = Maps.rows(folder.resolve("t"));
    assertThat(rows).hasSize(6);
    // The file is the network of seed 0 before training: the maps are those of phase initialised.
    for (int layer : List.of(1, 3, 6)) {
      assertThat(rows.get("sample/train/0#given/" + layer).field().number("value_max"))
          .isEqualTo(rows.get("sample/train/0#initialised/" + layer).field().number("value_max"));
    }

    Files.write(file, CnnCheckpoint.initial(config.maps().network(), 1).encode());
    FitRequest again = request.withMode(Mode.INCREMENTAL);
    assertThatThrownBy(() -> Maps.run(spark, config, again, file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("was made with another network than --network " + file);
  }

  @Test
  void a_network_of_another_architecture_and_one_that_nobody_asked_for_are_refused()
      throws IOException {
    Path file = folder.resolve("cnn.safetensors");
    Files.write(file, CnnCheckpoint.initial(AllCnnConfig.defaults(), 0).encode());
    MapJobConfig given = Maps.config("maps.phases=given");
    FitRequest request = Maps.request(given, folder.resolve("t"));

    assertThatThrownBy(() -> Maps.run(spark, given, request, file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has architecture")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Maps.run(spark, given, request, folder.resolve("no.safetensors")))
        .hasMessageStartingWith("Network file does not exist: ");
    assertThatThrownBy(() -> new MapSubject(given, null))
        .hasMessage("maps.phases has given, but no network is: give one with --network FILE");
    MapJobConfig usual = Maps.config();
    assertThatThrownBy(() -> new MapSubject(usual, "x.safetensors"))
        .hasMessage("--network x.safetensors is not used: maps.phases does not have given");
  }

  @Test
  void images_of_another_size_are_failures_one_a_map() {
    fit(
        "t",
        1,
        FOUR.withLimit(1),
        "maps.network.image=20",
        "maps.phases=initialised",
        "run.failure-budget=1");

    List<FailureRow> failures = new ArrayList<>();
    try (ShardScan<FailureRow> scan = Maps.table(folder.resolve("t")).failures()) {
      scan.forEachRemaining(failures::add);
    }
    assertThat(failures)
        .extracting(FailureRow::id)
        .containsExactlyInAnyOrder(
            "sample/train/0#initialised/1",
            "sample/train/0#initialised/3",
            "sample/train/0#initialised/6");
    assertThat(failures)
        .extracting(FailureRow::message)
        .containsOnly("image is 28x28 with 1 channels, the network takes 20x20 with 1");
  }

  @Test
  void a_task_is_cut_by_what_its_maps_cost() {
    MapJobConfig published = MapJobConfig.load(null, List.of());
    ToDoubleFunction<ItemRef> seconds = new MapSubject(published, null).seconds("vector");

    double first = seconds.applyAsDouble(item(1));
    double sixth = seconds.applyAsDouble(item(6));

    assertThat(seconds.applyAsDouble(item(2))).isEqualTo(first);
    assertThat(first / sixth).isBetween(12.0, 17.0);
  }

  private static ItemRef item(int layer) {
    return new ItemRef(
        new MapId("x/train/0", MapPhase.TRAINED, layer).toString(),
        "train",
        0,
        "f",
        0,
        784,
        FileStamp.UNKNOWN);
  }

  @Test
  void too_few_images_of_a_class_are_told_before_anything_is_written() {
    assertThatThrownBy(() -> fit("t", 1, FOUR, "maps.training.per-class=61"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "has 60 images in the training split, the sample wants 61 of each; lower per-class");
    assertThat(folder.resolve("t").resolve("manifest.json")).doesNotExist();
  }
}
