package io.anchorage.jobs.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.family.Families;
import io.anchorage.learn.Inputs;
import io.anchorage.learn.Models;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.input.Latents;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TrainPlanTest {
  private static final Path CONF = Path.of("../conf");

  static Stream<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("train-"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static TrainPlan with(String... settings) {
    return TrainPlan.load(null, List.of(settings));
  }

  @Test
  void nothing_given_is_one_training_of_the_defaults_in_the_output_itself() {
    TrainPlan plan = with();

    assertThat(plan.config())
        .isEqualTo(
            new TrainJobConfig(
                new SamplesConfig("train", "test", new Latents(), List.of(), 512),
                TrainConfig.defaults(),
                new GridConfig(List.of(), List.of()),
                new WatchConfig(10)));
    assertThat(plan.trials()).hasSize(1);
    assertThat(plan.trials().get(0).folder()).isEmpty();
    assertThat(plan.trials().get(0).training()).isEqualTo(TrainConfig.defaults());
  }

  @Test
  void a_grid_is_each_variant_with_each_seed() {
    TrainPlan plan =
        with(
            "train.epochs=3",
            "grid.seeds=[4, 5]",
            "grid.variants=[{name: deep, set: ['train.model.kind=set-mlp', train.batch=7]}, {name: as-is, set: []}]");

    assertThat(plan.trials())
        .extracting(Trial::folder)
        .containsExactly("deep-seed-4", "deep-seed-5", "as-is-seed-4", "as-is-seed-5");
    TrainConfig second = plan.trials().get(1).training();
    assertThat(second.seed()).isEqualTo(5);
    assertThat(second.batch()).isEqualTo(7);
    assertThat(second.epochs()).isEqualTo(3);
    assertThat(second.model().kind()).isEqualTo("set-mlp");
    assertThat(plan.trials().get(3).training().model().kind()).isEqualTo("ptv3");
    assertThat(plan.trials()).extracting(Trial::number).containsExactly(0, 1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.batch=0|train.batch must be in 1 .. 2^20: 0",
        "train.model.kind=vgg|train.model.kind must be one of ptv3, ptv1, set-mlp",
        "train.bacth=3|Unknown key train.bacth: did you mean train.batch?",
        "clouds.memory-megabytes=0|clouds.memory-megabytes must be at least 1: 0",
        "clouds.test=train|clouds.test must be another split than split: train",
        "grid.seeds=[1, 1]|grid.seeds must differ: [1, 1]",
        "grid.seeds=[one]|grid.seeds[0] must be a whole number: one",
        "grid.variants=[{name: a b, set: []}]|grid.variants[0].name must be of letters",
        "run.progress-seconds=0|run.progress-seconds must be at least 1: 0",
      })
  void a_bad_value_is_told_in_one_line(String setting, String message) {
    assertThatThrownBy(() -> with(setting))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(message)
        .hasMessageContaining("(--set " + setting)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_variant_may_change_the_training_only() {
    assertThatThrownBy(() -> with("grid.variants=[{name: a, set: [clouds.split=test]}]"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "grid.variants may set keys of train, clouds.input and clouds.changes, seeds are in grid.seeds:"
                + " clouds.split=test in variant a");
    assertThatThrownBy(() -> with("grid.variants=[{name: a, set: [train.epoch=2]}]"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Unknown key train.epoch: did you mean train.epochs?");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_configs_load(Path file) {
    TrainJobConfig config = TrainPlan.load(file, List.of()).config();

    assertThat(TrainJobConfig.parse(config.yaml(), "dump")).isEqualTo(config);
  }

  @Test
  void the_property_table_names_every_key_and_no_other() throws IOException {
    Set<String> documented = new TreeSet<>();
    String page = Files.readString(CONF.resolve("README.md"));
    Pattern.compile("^\\| `([a-z0-9.-]+\\.[a-z0-9.-]+)` \\|", Pattern.MULTILINE)
        .matcher(
            page.substring(page.indexOf("\n# Training configs"), page.indexOf("\n# Experiments")))
        .results()
        .forEach(match -> documented.add(match.group(1)));
    Set<String> keys = new TreeSet<>();
    for (ModelConfig model : Models.defaults()) {
      for (FieldInput input : Inputs.defaults()) {
        if (input.gives().equals(model.takes())) {
          TrainPlan plan =
              with(
                  "train.normalisation=none",
                  "train.model.kind=" + model.kind(),
                  "clouds.input.kind=" + input.kind());
          leaves(plan.config().tree(), "", keys);
        }
      }
    }
    for (String kind : List.of("one-cycle", "warm-up", "constant-rate")) {
      leaves(with("train.schedule={kind: " + kind + "}").config().tree(), "", keys);
    }

    assertThat(documented).isEqualTo(keys);
  }

  @Test
  void every_model_and_input_is_documented_where_its_kind_is_chosen() throws IOException {
    String page = Files.readString(CONF.resolve("README.md"));

    for (ModelConfig model : Models.defaults()) {
      assertThat(row(page, "train.model.kind")).contains("`" + model.kind() + "`");
    }
    for (FieldInput input : Inputs.defaults()) {
      assertThat(page).contains("\n| `%s` | ".formatted(input.kind()));
    }
  }

  @Test
  void the_recipes_for_a_new_model_and_a_new_input_name_files_that_are_there() throws IOException {
    String page = Files.readString(Path.of("../docs/ARCHITECTURE.md"));
    String recipes = page.substring(page.indexOf("### A new model"), page.indexOf("### In Spark"));
    List<String> files;
    try (Stream<Path> all = Files.walk(Path.of("../model-core/src"))) {
      files = all.map(file -> file.toString().replace('\\', '/')).toList();
    }

    List<String> named =
        Pattern.compile("`model-core/[^`]*\\.\\.\\.([^`]+\\.java)`")
            .matcher(recipes)
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(named).contains("/learn/Models.java", "/learn/Inputs.java", "/learn/ModelTest.java");
    assertThat(named).allSatisfy(name -> assertThat(files).anyMatch(file -> file.endsWith(name)));
  }

  private static String row(String page, String key) {
    return page.lines().filter(line -> line.startsWith("| `" + key + "` |")).findFirst().get();
  }

  @Test
  void no_class_of_the_room_names_a_family() throws IOException {
    Path room = Path.of("src/main/java/io/anchorage/jobs/learn");
    Pattern family =
        Pattern.compile(
            Families.all().stream()
                .map(each -> Pattern.quote(each.name()))
                .collect(Collectors.joining("|", "\\b(?i:", ")(?:s|Config|Family)?\\b(?!-mix)")));
    try (Stream<Path> files = Files.walk(room)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern(family);
      }
    }
  }

  private static void leaves(Map<?, ?> tree, String path, Set<String> into) {
    tree.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            leaves(inner, path + key + ".", into);
          } else {
            into.add(path + key);
          }
        });
  }
}
