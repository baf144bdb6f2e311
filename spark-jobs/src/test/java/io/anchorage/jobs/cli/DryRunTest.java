package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.storage.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fit says of its input, before any work and after it. */
final class DryRunTest {
  @TempDir Path folder;

  @BeforeEach
  void makeADataset() throws IOException {
    for (String name : List.of("train/cat/0", "train/cat/1", "train/dog/2", "test/dog/3")) {
      Path file = folder.resolve("pets").resolve(name + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    }
    Files.writeString(folder.resolve("pets/train/cat/notes.txt"), "a cat");
    Files.writeString(
        folder.resolve("config.yaml"),
        "fit: {family: {kind: siren, width: 4, depth: 1}, stop: {steps: 1}}\n");
  }

  @Test
  void a_dry_run_tells_what_a_fit_would_find_and_writes_nothing() {
    Ran ran = fit("--dry-run");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("found    splits: train 3, test 1")
        .contains("classes: 2 (cat 2, dog 2)")
        .contains("selected images by split: train 3, test 1")
        .contains("labels   0 cat, 1 dog")
        .contains("table    none yet")
        .contains("to fit   4 images");
    assertThat(folder.resolve("table")).doesNotExist();
  }

  @Test
  void a_dry_run_fits_for_two_seconds_to_tell_what_all_images_would_take() {
    Ran siren = fit("--dry-run");
    Ran arc =
        fit("--dry-run", "--set", "fit.family.kind=arc", "--set", "fit.family.decoder.steps=500");
    Ran elsewhere = fit("--dry-run", "--master", "yarn");

    assertThat(siren.out())
        .containsPattern("tasks    [1-4]\n  time     about [0-9.]+ s on 2 cores, by two seconds")
        .contains("size     about 1 kB in the table");
    assertThat(arc.out()).contains("of fits here; before them, the decoder is learnt");
    assertThat(elsewhere.out()).contains("on one core like this machine's");
  }

  @Test
  void a_script_gets_the_same_as_json() throws IOException {
    JsonNode dry = Json.read(fit("--dry-run", "--json").out());
    JsonNode fit = Json.read(fit("--json").out());
    JsonNode sound =
        Json.read(Ran.of("verify", "--json", folder.resolve("table").toString()).out());

    assertThat(dry.get("to_fit").asLong()).isEqualTo(4);
    assertThat(dry.get("selected").get("train").asLong()).isEqualTo(3);
    assertThat(dry.get("seconds").asDouble()).isPositive();
    assertThat(fit.get("fields").asLong()).isEqualTo(4);
    assertThat(fit.get("end").asText()).isEqualTo("complete");
    assertThat(fit.get("mean_psnr").asDouble()).isPositive();
    assertThat(sound.get("sound").asBoolean()).isTrue();
    assertThat(sound.get("compared").asLong()).isEqualTo(4);
  }

  @Test
  void a_dry_run_over_a_table_tells_what_it_holds_and_what_is_in_the_way() {
    Ran fit = fit("--limit", "3");
    Ran again = fit("--dry-run");
    Ran more = fit("--dry-run", "--incremental");
    Ran other = fit("--dry-run", "--incremental", "--set", "fit.stop.steps=2");

    assertThat(fit.code()).as(fit.err()).isZero();
    assertThat(fit.out()).contains("found    splits: train 3, test 1", "classes: 2 (cat 2, dog 2)");
    assertThat(again.out())
        .contains("holds 3 fields and 0 failures, among them 3 of the selected")
        .contains("refused ", "--incremental");
    assertThat(more.out()).contains("to fit   1 images").doesNotContain("refused ");
    assertThat(other.out()).contains("refused ", "fit.stop.steps");
    assertThat(List.of(again.code(), more.code(), other.code())).containsOnly(ExitCode.OK);
  }

  @Test
  void a_dry_run_over_nothing_ends_as_the_fit_would() {
    Ran ran = fit("--dry-run", "--set", "source.format=idx");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("source.format is idx, but", "holds 4 images");
  }

  private Ran fit(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "fit",
                "--config",
                folder.resolve("config.yaml").toString(),
                "--input",
                folder.resolve("pets").toString(),
                "--output",
                folder.resolve("table").toString()));
    if (!List.of(more).contains("--master")) {
      words.addAll(List.of("--master", "local[2]"));
    }
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }
}
