package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.allcnn.maps.MapJobConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code anchorage tune} on the command line. */
class TuneCommandTest {
  private static final String SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize().toString();

  @TempDir private Path folder;

  @BeforeEach
  void writeConfigs() throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"),
        "fit: {family: {kind: polynomial, degree: 2}, stop: {steps: 40}}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --target-psnr 0             | 2 | --target-psnr must be more than 0 and at most 150 dB: 0.0
          --target-psnr 9 --share 2   | 2 | --share must be more than 0 and at most 1: 2.0
          --target-psnr 9 --images 0  | 2 | --images must be in 1 .. 100000: 0
          --target-psnr 9 --budget -1 | 2 | --budget must be a number of minutes above 0: -1.0
          --target-psnr 9 --split val | 2 | --split must be train, test or all: val
          --target-psnr 9 --partitions -2 | 2 | --partitions must be at least 1: -2
          --target-psnr 9 --most-steps -2 | 2 | --most-steps must be in 1 .. 10000000: -2
          --target-psnr 9 --network n | 2 | --network is for feature maps, and
          --target-psnr 9 --set fit.stop.steps=0 | 2 | fit.stop.steps is 0, so that there is nothing to tune
          --target-psnr 9 --engine djl | 6 | Engine djl does not fit family polynomial: choose one of
          --target-psnr 9 --engine abacus | 6 | Engine must be one of auto, scalar, vector, cuda, djl: abacus
          """)
  void what_makes_no_sense_is_told_in_one_line(String flags, int code, String said) {
    Ran ran = tune("config.yaml", "out", flags.strip().split(" +"));

    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    assertThat(ran.onlyError()).startsWith(said.strip());
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_dataset_that_is_not_there_or_has_no_such_split_is_told_in_one_line() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("empty"));
    Ran empty = tune("config.yaml", "out", "--target-psnr", "9", "--input", pictures.toString());
    Path one = folder.resolve("one.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", one.toFile());
    Ran noSplit =
        tune(
            "config.yaml",
            "out",
            "--target-psnr",
            "9",
            "--split",
            "test",
            "--input",
            one.toString());

    assertThat(empty.code()).isEqualTo(3);
    assertThat(empty.onlyError()).startsWith("Dataset is empty");
    assertThat(noSplit.code()).isEqualTo(3);
    assertThat(noSplit.onlyError()).endsWith("has no images in split test: choose another --split");
  }

  @Test
  void feature_maps_are_tuned_and_their_recipe_is_one_of_feature_maps() throws IOException {
    Files.writeString(
        folder.resolve("maps.yaml"),
        """
        source: {dataset: sample}
        maps:
          network: {narrow: 3, third-layer: 5, wide: 4}
          phases: [initialised]
          layers: [1, 3]
        fit:
          family: {kind: siren, width: 8, depth: 1}
          stop: {steps: 20}
        """);

    Ran ran = tune("maps.yaml", "maps", "--target-psnr", "12", "--images", "12", "--share", "0.5");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("sample   6 maps to search by, 6 others to check on")
        .contains("feature-maps --config " + folder.resolve("maps") + "/recipe.yaml");
    MapJobConfig found = MapJobConfig.load(folder.resolve("maps/recipe.yaml"), List.of());
    assertThat(found.maps().layers()).containsExactly(1, 3);
    assertThat(found.fit().adam().learningRate()).isNotEqualTo(1e-4f);
  }

  @Test
  void the_summary_says_what_to_do_with_the_recipe() {
    Ran ran = tune("config.yaml", "out", "--target-psnr", "8", "--images", "16");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines().map(line -> line.split(" +", -1)[0]).toList())
        .contains("target", "sample", "tried", "recipe", "reached", "base", "cost", "speed")
        .contains("million", "files");
    assertThat(ran.out())
        .contains("Try next:", "fit --config " + folder.resolve("out") + "/recipe.yaml --input");
  }

  private Ran tune(String config, String output, String... flags) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "tune",
                "--config",
                folder.resolve(config).toString(),
                "--output",
                folder.resolve(output).toString(),
                "--master",
                "local[2]"));
    List<String> more = Arrays.asList(flags);
    if (!more.contains("--input")) {
      words.addAll(List.of("--input", SAMPLE));
    }
    words.addAll(more);
    return Ran.of(words.toArray(String[]::new));
  }
}
