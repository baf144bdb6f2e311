package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny table from images to report; what is there already is not made again. */
final class ExperimentIT {
  @TempDir private Path folder;

  @Test
  void an_experiment_makes_its_table_and_the_second_time_only_what_is_missing() throws IOException {
    Path output = folder.resolve("out");
    Ran first = run(output);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("tested on Centered", "79.36", "47.61", "scale small is not the published size")
        .contains("fit centred: 200 train and 60 test images of fashion-mnist (the shipped sample)")
        .contains("fit displaced: 60 test images")
        .contains("seeds [3]");
    assertThat(output.resolve("table-07-small/report.md")).exists();
    assertThat(Files.readString(output.resolve("table-07-small/report.json")))
        .contains("\"published\" : 47.61");
    Map<String, FileTime> before = times(output);

    Ran again = run(output);
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(times(output)).isEqualTo(before);

    String score =
        before.keySet().stream().filter(n -> n.startsWith("scores/")).findFirst().orElseThrow();
    Files.delete(output.resolve(score));
    Ran mended = run(output);
    assertThat(mended.out()).isEqualTo(first.out());
    assertThat(times(output).keySet()).isEqualTo(before.keySet());

    Ran more = run(output, "--set", "small.seeds=[3, 4]");
    assertThat(more.code()).as(more.err()).isZero();
    assertThat(more.out()).contains("seeds [3, 4]", "+-");
    assertThat(times(output)).containsAllEntriesOf(models(before));
  }

  /** All files but reports and what Hadoop and the jobs keep for themselves. */
  private static Map<String, FileTime> times(Path output) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = output.relativize(file).toString();
        if (!name.contains("report.")) {
          times.put(name, Files.getLastModifiedTime(file));
        }
      }
    }
    return times;
  }

  private static Map<String, FileTime> models(Map<String, FileTime> files) {
    Map<String, FileTime> models = new TreeMap<>(files);
    models.keySet().removeIf(name -> !name.endsWith("model.safetensors"));
    assertThat(models).hasSize(2);
    return models;
  }

  private static Ran run(Path output, String... flags) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "experiment",
                "../conf/experiments/arc/table-07.yaml",
                "--output",
                output.toString(),
                "--master",
                "local[2]",
                "--set",
                "small={train: 200, test: 60, seeds: [3], recipe: [fit.stop.steps=4,"
                    + " fit.family.latent-dim=4, fit.family.decoder.images=4,"
                    + " fit.family.decoder.steps=4], training: ['train.model={kind: ptv3, pixels: 0, depths: [1],"
                    + " channels: [8], heads: [2], patch: 8}', train.batch=16, train.epochs=3]}"));
    words.addAll(List.of(flags));
    return Ran.of(words.toArray(String[]::new));
  }
}
