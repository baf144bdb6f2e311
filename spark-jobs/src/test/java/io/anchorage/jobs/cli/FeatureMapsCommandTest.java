package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code feature-maps}, and the commands that read its tables. */
final class FeatureMapsCommandTest {
  private static final String SAMPLE = "../conf/sample/fashion-mnist";

  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void fitMaps() {
    Ran ran = Ran.of(command(shared.resolve("maps").toString()));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("24 fields of 24 maps");
  }

  private static String[] command(String output, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "feature-maps",
                "--config",
                "../conf/experiments/all-cnn/experiment-1-small.yaml",
                "--input",
                SAMPLE,
                "--output",
                output,
                "--split",
                "train",
                "--limit",
                "2",
                "--master",
                "local[2]"));
    for (String setting :
        List.of(
            "maps.network.narrow=4",
            "maps.network.third-layer=6",
            "maps.network.wide=6",
            "maps.training.per-class=1",
            "maps.training.epochs=1",
            "fit.family.width=16",
            "fit.family.depth=2",
            "fit.stop.steps=20")) {
      words.addAll(List.of("--set", setting));
    }
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static String table() {
    return shared.resolve("maps").toString();
  }

  @Test
  void inspect_tells_the_psnr_of_each_layer_and_phase() {
    Ran ran = Ran.of("inspect", table());

    assertThat(ran.out())
        .contains("32x32x4 8", "16x16x6 12", "8x8x6 4")
        .contains("initialised, layer 1: mean", "trained, layer 6: mean")
        .containsPattern("network +[0-9a-f]{64}");
    assertThat(Ran.of("inspect", table(), "--json").out())
        .contains("\"psnr_of_maps\"", "\"network_sha256\"");
  }

  @Test
  void verify_makes_the_maps_again_and_finds_the_rows_right() {
    Ran ran = Ran.of("verify", table());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("24 fields reconstructed, 24 compared", "sound");
  }

  @Test
  void a_sheet_shows_each_map_beside_its_field() throws IOException {
    Path sheet = folder.resolve("sheet.png");
    Ran ran = Ran.of("decode", table(), "--sheet", "2", "--output", sheet.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("24 fields, 24 with their maps");
    BufferedImage picture = ImageIO.read(sheet.toFile());
    assertThat(picture.getWidth()).isGreaterThan(6 * 128);
    assertThat(picture.getHeight()).isGreaterThan(2 * 4 * 128);
  }

  @Test
  void curves_are_a_plot_and_a_file_of_numbers() throws IOException {
    Path plot = folder.resolve("curves.png");
    Ran ran = Ran.of("decode", table(), "--curves", "--output", plot.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ImageIO.read(plot.toFile()).getWidth()).isGreaterThan(900);
    List<String> csv = Files.readAllLines(folder.resolve("curves.csv"));
    assertThat(csv.get(0)).isEqualTo("layer,phase,step,mean_psnr,deviation,maps");
    assertThat(csv).hasSize(1 + 6 * 2 * 21);
    assertThat(csv.get(1)).matches("1,initialised,0,[0-9.]+,[0-9.]+,2");
    assertThat(csv.get(csv.size() - 1)).matches("6,trained,20,[0-9.]+,[0-9.]+,2");
  }

  @Test
  void a_map_of_many_channels_is_drawn_by_its_first_three() throws IOException {
    Path picture = folder.resolve("one.png");
    Ran ran =
        Ran.of(
            "decode",
            table(),
            "--id",
            "fashion-mnist/train/0#trained/3",
            "--scale",
            "2",
            "--output",
            picture.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(32);
  }

  @Test
  void a_table_that_is_there_already_is_refused_in_one_line() {
    Ran ran = Ran.of(command(table()));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains("holds a field table already");
  }

  @Test
  void a_table_of_other_maps_is_not_added_to() {
    Ran ran = Ran.of(command(table(), "--incremental", "--set", "maps.layers=[1,2]"));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains("maps.layers");
  }
}
