package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code solve}, and the commands that read its tables. */
final class SolveCommandTest {
  private static final String WAVE = "../conf/experiments/applications/wave.yaml";

  @TempDir Path folder;

  private Ran solve(String output, String sweep, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "solve",
                "--config",
                WAVE,
                "--output",
                output,
                "--master",
                "local[2]",
                "--set",
                "equation.side=9",
                "--set",
                "equation.frames=3",
                "--set",
                "equation.points=64",
                "--set",
                "fit.family.width=8",
                "--set",
                "fit.stop.steps=10",
                "--set",
                "fit.curve-at=[10]",
                "--set",
                "sweep.sources=" + sweep));
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }

  private static FieldTable table(String path) {
    return FieldTable.open(StorageFolder.at(path, new Configuration()));
  }

  @Test
  void a_sweep_is_a_table_that_grows_and_is_checked_and_drawn() throws Exception {
    String one = folder.resolve("one").toString();
    String seven = folder.resolve("seven").toString();

    Ran first = solve(one, "[{x: 0, y: 0}]", "--partitions", "1");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("1 fields of 1 cases", "mean error");
    Ran more = solve(one, "[{x: 0, y: 0}, {x: 0.5, y: -0.25}]", "--incremental");
    assertThat(more.out()).as(more.err()).contains("1 were already in the table");
    Ran other = solve(seven, "[{x: 0, y: 0}, {x: 0.5, y: -0.25}]", "--partitions", "7");
    assertThat(other.code()).as(other.err()).isZero();

    assertThat(table(seven).parametersSha256()).isEqualTo(table(one).parametersSha256());
    FieldRow row = table(one).find("wave/speed=1/source=0.5,-0.25").get(0);
    assertThat(row.field().grid().extents()).containsExactly(3, 9, 9);
    assertThat(row.field().number("source_y")).isEqualTo(-0.25f);
    assertThat(row.field().number("error")).isPositive();
    assertThat(table(one).manifest().spec().contract().toString()).contains("time");

    Ran verified = Ran.of("verify", one);
    assertThat(verified.code()).as(verified.err()).isZero();
    assertThat(verified.out()).contains("2 fields reconstructed, 2 compared", "sound");
    Ran inspected = Ran.of("inspect", one);
    assertThat(inspected.code()).as(inspected.err()).isZero();
    String sheet = folder.resolve("sheet.png").toString();
    Ran drawn = Ran.of("decode", one, "--sheet", "2", "--output", sheet);
    assertThat(drawn.out()).as(drawn.err()).contains("2 fields, 2 with their reference");
    String picture = folder.resolve("one.png").toString();
    Ran decoded =
        Ran.of("decode", one, "--id", row.summary().id(), "--scale", "2", "--output", picture);
    assertThat(decoded.code()).as(decoded.err()).isZero();
    BufferedImage image = ImageIO.read(Path.of(picture).toFile());
    assertThat(image.getWidth()).isEqualTo(3 * 17 + 2 * 2);
    assertThat(image.getHeight()).isEqualTo(17);
  }

  @Test
  void an_image_is_solved_for_from_its_gradients() {
    String output = folder.resolve("t").toString();
    Ran ran =
        Ran.of(
            "solve",
            "--config",
            "../conf/experiments/applications/poisson.yaml",
            "--input",
            "../conf/sample/fashion-mnist",
            "--limit",
            "2",
            "--output",
            output,
            "--set",
            "fit.family.width=8",
            "--set",
            "fit.stop.steps=5",
            "--set",
            "fit.curve-at=[5]",
            "--master",
            "local[2]");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("2 fields of 2 images", "mean SSIM");
    assertThat(Ran.of("verify", output).out()).contains("2 compared");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep.speeds=0|speeds must be above 0 and at most 100: 0.0",
        "sweep.sources=[{x: 2, y: 0}]|x and y must be in -1 .. 1, the field's square: 2.0, 0.0",
        "equation.growth=2|equation.growth must be in 0 .. 1: 2.0",
        "equation.kind=heat|equation.kind must be one of poisson, helmholtz, wave: heat",
        "fit.family={kind: arc}|fit.family cannot solve equations",
        "fit.family={kind: composed, activation: {kind: gauss}}|fit.family cannot solve equations",
        "equation={kind: poisson}|equation.kind poisson is solved for images: give a dataset with --input PATH"
      })
  void mistakes_are_one_line(String setting, String message) {
    Ran ran = Ran.of("solve", "--config", WAVE, "--output", folder + "/t", "--set", setting);
    assertThat(ran.code()).isEqualTo(UserException.Kind.CONFIG.exitCode());
    assertThat(ran.err()).contains(message);
    assertThat(ran.err().strip().lines()).hasSize(1);
  }

  @Test
  void an_engine_that_solves_nothing_is_refused() {
    Ran ran = solve(folder.resolve("t").toString(), "[{x: 0, y: 0}]", "--engine", "djl");
    assertThat(ran.code()).isEqualTo(UserException.Kind.ENGINE.exitCode());
    assertThat(ran.err()).contains("Engine djl does not solve equations");
  }
}
