package io.anchorage.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code learn-start} on the command line, and {@code fit --start}. */
class LearnStartCommandTest {
  private static final String SAMPLE = "../conf/sample/fashion-mnist";

  @TempDir Path folder;

  private static Ran run(String command, String output, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                "--config",
                "../conf/siren-fashion-mnist-learnt.yaml",
                "--input",
                SAMPLE,
                "--output",
                output,
                "--set",
                "fit.family.width=8",
                "--master",
                "local[2]"));
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }

  @Test
  void a_start_is_learnt_and_fits_begin_at_it() {
    String start = folder.resolve("start.safetensors").toString();
    String table = folder.resolve("table").toString();
    Ran learnt = run("learn-start", start, "--step-sizes", "--images", "30", "--iterations", "4");
    assertThat(learnt.code()).as(learnt.err()).isZero();
    assertThat(learnt.out())
        .contains("learnt from 30 images in 4 iterations", "--start " + start)
        .containsPattern("sha256 +[0-9a-f]{64}")
        .containsPattern("random start +mean [0-9.]+, p5 [0-9.]+, minimum [0-9.]+ dB")
        .contains("report  " + folder.resolve("start.report.html"));
    assertThat(folder.resolve("start.report.html"))
        .content(UTF_8)
        .contains("Fits of images that it did not learn from", "a random start", "second-order")
        .contains("fit.family.width");

    Ran fitted = run("fit", table, "--start", start, "--split", "test", "--limit", "3");
    assertThat(fitted.code()).as(fitted.err()).isZero();
    assertThat(Ran.of("inspect", table).out()).containsPattern("start +[0-9a-f]{64}");
    assertThat(Ran.of("verify", table).out()).contains("sound");
    Ran more = run("fit", table, "--split", "test", "--limit", "5", "--incremental");
    assertThat(more.code()).as(more.err()).isZero();

    assertThat(run("learn-start", start, "--step-sizes").code()).isEqualTo(4);
  }

  @Test
  void bad_flags_are_told_in_one_line() {
    String start = folder.resolve("s.safetensors").toString();
    assertThat(run("learn-start", start, "--method", "maml").onlyError())
        .contains("--method must be reptile, first-order or second-order: maml");
    assertThat(run("learn-start", start, "--method", "second-order").onlyError())
        .contains("needs step sizes");
    assertThat(run("learn-start", start, "--steps", "0").onlyError())
        .contains("--steps must be in 1 .. 1000: 0");
    assertThat(run("learn-start", start, "--images", "0").onlyError())
        .contains("--images must be in");
    Ran arc =
        Ran.of(
            "learn-start",
            "--config",
            "../conf/arc-fashion-mnist.yaml",
            "--input",
            SAMPLE,
            "--output",
            start);
    assertThat(arc.code()).isEqualTo(2);
    assertThat(arc.onlyError()).contains("Family arc has no start that can be learnt");
    assertThat(Files.exists(Path.of(start))).isFalse();
  }
}
