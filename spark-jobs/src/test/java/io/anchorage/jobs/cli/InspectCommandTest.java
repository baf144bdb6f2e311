package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorage.jobs.table.SomeTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectCommandTest {
  @TempDir Path folder;

  @Test
  void json_has_the_keys_that_scripts_rely_on() throws Exception {
    SomeTable.make(folder.resolve("table"), 25);

    JsonNode tree = new ObjectMapper().readTree(inspect("--json").out());

    List<String> keys = new ArrayList<>();
    tree.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .contains(
            "table",
            "format",
            "table_id",
            "dataset",
            "family",
            "fields",
            "failed",
            "splits",
            "labels",
            "sizes",
            "psnr",
            "ssim",
            "steps",
            "images_per_second",
            "engine",
            "recipe_hash",
            "recipe",
            "parameters_sha256",
            "decoder_sha256",
            "shards",
            "failures",
            "runs");
    for (String measure : List.of("psnr", "ssim")) {
      for (String statistic : List.of("mean", "median", "min", "max")) {
        assertThat(tree.path(measure).path(statistic).isNumber())
            .as("%s.%s", measure, statistic)
            .isTrue();
      }
    }
    assertThat(tree.path("runs").path(0).fieldNames())
        .toIterable()
        .contains(
            "run",
            "mode",
            "status",
            "start",
            "end",
            "fields",
            "failed",
            "fit_seconds",
            "engine",
            "source",
            "anchorage",
            "java",
            "os",
            "cpu",
            "spark",
            "master",
            "arguments");
  }

  @Test
  void json_counts_and_measures_what_the_table_holds() throws Exception {
    SomeTable.make(folder.resolve("table"), 25);

    JsonNode tree = new ObjectMapper().readTree(inspect("--json").out());

    // Row n has psnr 30 + n mod 7 and lies in the test split if 4 divides n.
    assertThat(tree.path("fields").asLong()).isEqualTo(25);
    assertThat(tree.path("failed").asLong()).isEqualTo(1);
    assertThat(tree.path("splits").path("test").asLong()).isEqualTo(7);
    assertThat(tree.path("splits").path("train").asLong()).isEqualTo(18);
    assertThat(tree.path("psnr").path("min").asDouble()).isEqualTo(30);
    assertThat(tree.path("psnr").path("max").asDouble()).isEqualTo(36);
    assertThat(tree.path("psnr").path("median").asDouble()).isEqualTo(33);
    assertThat(tree.path("images_per_second").asDouble()).isEqualTo(25 / 1.5);
    assertThat(tree.path("engine").asText()).isEqualTo("scalar");
    assertThat(tree.path("recipe_hash").asText()).matches("[0-9a-f]{64}");
    assertThat(tree.path("parameters_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(tree.path("failures").path(0).path("examples").path(0).path("id").asText())
        .isEqualTo("some/train/25");
  }

  @Test
  void a_person_reads_the_same_on_one_page() {
    SomeTable.make(folder.resolve("table"), 25);

    Ran ran = inspect();

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("FAKE fields of some")
        .contains("25 (test 7, train 18)")
        .contains("min 30.00, max 36.00 dB")
        .contains("16.7 images/s")
        .contains("1 x BadImageException in decode", "some/train/25: truncated")
        .contains("create, complete")
        .contains("steps = 500")
        .containsPattern("parameters +[0-9a-f]{64}\\s*\\z");
  }

  @Test
  void a_table_that_is_not_there_is_one_line() {
    Ran ran = Ran.of("inspect", folder.resolve("nothing").toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains(folder.resolve("nothing").toString());
  }

  private Ran inspect(String... flags) {
    List<String> words = new ArrayList<>(List.of("inspect"));
    words.addAll(List.of(flags));
    words.add(folder.resolve("table").toString());
    Ran ran = Ran.of(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK);
    return ran;
  }
}
