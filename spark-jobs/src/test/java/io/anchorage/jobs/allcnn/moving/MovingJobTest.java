package io.anchorage.jobs.allcnn.moving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.jobs.allcnn.LearntTables;
import io.anchorage.jobs.allcnn.maps.MapColumns;
import io.anchorage.jobs.allcnn.maps.MapTable;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.Verification;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.learn.cnn.CnnCheckpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MovingJobTest {
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();

  @TempDir private static Path shared;
  private static JavaSparkContext spark;
  private static Path one;

  @BeforeAll
  static void followInOnePartition() {
    spark = SparkContexts.open("moving", "local[2]");
    one = shared.resolve("one");
    run(one, 1, false);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static MovingJobConfig config(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "source.dataset=sample",
                "network.narrow=3",
                "network.third-layer=4",
                "network.wide=4",
                "training.per-class=1",
                "training.epochs=3",
                "training.batch=5",
                "moving.images=8",
                "moving.targets=[moving, trained]",
                "moving.siren.width=8",
                "moving.siren.depth=2",
                "moving.group=3",
                "progress-seconds=60"));
    settings.addAll(List.of(more));
    return MovingJobConfig.load(null, settings);
  }

  private static List<String> run(Path output, int partitions, boolean resume, String... more) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return MovingJob.run(
        spark, config(more), SAMPLE.toString(), output.toString(), partitions, resume, nowhere);
  }

  @Test
  void one_partition_and_seven_give_the_same_bytes() throws IOException {
    Path seven = shared.resolve("seven");
    copyCheckpoints(seven);
    run(seven, 7, true, "moving.group=3");
    for (String name : List.of("psnr.csv", "sirens.csv")) {
      assertThat(Files.readAllBytes(seven.resolve(name)))
          .isEqualTo(Files.readAllBytes(one.resolve(name)));
    }
    for (String table : List.of("maps/moving", "maps/trained")) {
      assertThat(LearntTables.open(seven.resolve(table)).parametersSha256())
          .isEqualTo(LearntTables.open(one.resolve(table)).parametersSha256());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"moving", "trained"})
  void the_sirens_are_a_table_beside_the_maps_of_the_network_at_its_end(String target)
      throws IOException {
    FieldTable table = LearntTables.open(one.resolve("maps").resolve(target));
    assertThat(table.manifest().fields()).isEqualTo(8 * 6);
    Verification found = LearntTables.verified(table, 48);
    assertThat(found.problems()).isEmpty();
    assertThat(found.compared()).isEqualTo(48);
    Targets.Sheet sheet = LearntTables.sheet(table, 2);
    assertThat(sheet.fields()).isEqualTo(12);
    assertThat(sheet.targets()).isEqualTo(12);
    List<String> last =
        Files.readAllLines(one.resolve("sirens.csv")).stream()
            .filter(line -> line.startsWith(target + ","))
            .toList();
    String first = last.get(0);
    FieldRow row = table.find(first.split(",", -1)[1] + "#trained/1").get(0);
    float[] curve = row.field().floats(MapColumns.PSNR_CURVE);
    assertThat(curve).hasSize(3);
    assertThat(curve[2]).isCloseTo(Float.parseFloat(first.split(",", -1)[3]), Offset.offset(1e-3f));
    assertThat(row.summary().steps()).isEqualTo(3);
  }

  @Test
  void the_curves_of_the_table_are_those_of_the_experiment() {
    FieldTable table = LearntTables.open(one.resolve("maps/moving"));
    String csv = MapTable.of(table).orElseThrow().curves().orElseThrow().csv();
    assertThat(csv.lines()).hasSize(1 + 6 * 3).anyMatch(line -> line.startsWith("1,trained,1,"));
  }

  /**
   * PyTorch's threads may add in another order: the network is trained once, and followed twice.
   */
  private static void copyCheckpoints(Path to) throws IOException {
    Files.createDirectories(to.resolve("checkpoints"));
    Files.copy(one.resolve("config.yaml"), to.resolve("config.yaml"));
    for (int epoch = 0; epoch <= 3; epoch++) {
      String name = "checkpoints/" + Checkpoints.name(epoch);
      Files.copy(one.resolve(name), to.resolve(name));
    }
  }

  @Test
  void each_siren_is_followed_through_each_epoch() throws IOException {
    List<String> psnr = Files.readAllLines(one.resolve("psnr.csv"));
    assertThat(psnr.get(0)).isEqualTo("target,epoch,layer,images,psnr_mean,psnr_min,psnr_max");
    assertThat(psnr).hasSize(1 + 2 * 3 * 6);
    assertThat(psnr.get(18)).startsWith("moving,3,6,8,");
    assertThat(psnr.get(19)).startsWith("trained,1,1,8,");
    List<String> sirens = Files.readAllLines(one.resolve("sirens.csv"));
    assertThat(sirens).hasSize(1 + 2 * 8 * 6);
    assertThat(sirens.stream().skip(1).map(line -> line.split(",", -1)[4]).distinct()).hasSize(96);
    assertThat(one.resolve("report.json")).content(UTF_8).contains("\"followed_images\" : 8");
    assertThat(one.resolve("psnr.png")).isNotEmptyFile();
    assertThat(one.resolve("report.html"))
        .content(UTF_8)
        .contains("SIRENs that follow a network that learns", "Layer 6", "\"name\":\"trained\"")
        .contains("followed_images", "narrow: 3");
  }

  @Test
  void the_network_moves_from_checkpoint_to_checkpoint() throws IOException {
    List<float[]> kernels = new ArrayList<>();
    for (int epoch = 0; epoch <= 3; epoch++) {
      byte[] bytes = Files.readAllBytes(one.resolve("checkpoints/" + Checkpoints.name(epoch)));
      CnnCheckpoint network = CnnCheckpoint.decode(bytes, "checkpoint");
      kernels.add(network.weights().get("layer1.conv.weight").data());
    }
    for (int epoch = 1; epoch <= 3; epoch++) {
      assertThat(kernels.get(epoch)).isNotEqualTo(kernels.get(epoch - 1));
    }
  }

  @Test
  void what_cannot_be_done_is_one_line() {
    assertThatThrownBy(() -> run(one, 1, false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds results already; go on by --resume");
    assertThatThrownBy(() -> run(one, 1, true, "moving.steps=2"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("was begun with another config");
    assertThatThrownBy(() -> config("moving.layers=[1, 10]"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("layers must be ascending and in 1 .. 9");
    assertThatThrownBy(() -> run(shared.resolve("size"), 1, false, "network.image=20"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("image is 28x28 with 1 channels, the network takes 20x20 with 1");
    assertThatThrownBy(() -> run(shared.resolve("many"), 1, false, "training.per-class=61"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Class 0 has 60 images in the training split");
  }

  @Test
  void a_checkpoint_of_another_architecture_is_one_line() throws IOException {
    Path mixed = shared.resolve("mixed");
    copyCheckpoints(mixed);
    Files.writeString(mixed.resolve("config.yaml"), config("network.wide=5").yaml());
    assertThatThrownBy(() -> run(mixed, 1, true, "network.wide=5"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Checkpoint epoch-00003.safetensors has architecture");
  }

  @Test
  void a_run_begun_before_families_were_named_in_its_config_is_the_same_run() {
    String now = config("network.wide=5").yaml();
    String before = now.replaceFirst("(?m)^ +kind: siren\n", "");

    assertThat(before).isNotEqualTo(now);
    assertThat(MovingJobConfig.inPresentWords(before)).isEqualTo(now);
  }

  @Test
  void defaults_are_those_of_the_thesis() {
    MovingConfig moving = MovingJobConfig.defaults().moving();
    assertThat(moving.layers()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(moving.steps()).isEqualTo(1);
    assertThat(moving.siren()).isEqualTo(SirenConfig.featureMapRecipe().family());
    assertThat(moving.adam().learningRate()).isEqualTo(1e-4f);
    assertThat(MovingJobConfig.defaults().training().epochs()).isEqualTo(250);
  }
}
