package io.anchorage.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExperimentTest {
  private static final Path ARC = Path.of("../conf/experiments/arc");
  private static final Path FIVE = ARC.resolve("table-05.yaml");
  private static final Path SEVEN = ARC.resolve("table-07.yaml");

  private static final Inputs NOTHING = new Inputs(Map.of(), false);

  @TempDir private Path folder;

  private static Inputs inputs(String dataset, boolean partial) {
    return new Inputs(Map.of(dataset, "/data/" + dataset), partial);
  }

  static Stream<Path> shipped() {
    return IntStream.rangeClosed(1, 11).mapToObj("table-%02d.yaml"::formatted).map(ARC::resolve);
  }

  private static ExperimentPlan plan(Path file, Scale scale, String... settings) {
    return plan(Experiment.load(file, List.of(settings)), scale);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void each_table_of_the_thesis_needs_nothing_but_a_clone_at_small_scale(Path file)
      throws IOException {
    ExperimentPlan plan = plan(file, Scale.SMALL);

    assertThat(plan.fits()).isNotEmpty();
    assertThat(plan.trainings()).isNotEmpty();
    assertThat(plan.fits().values())
        .allSatisfy(fit -> assertThat(Path.of(fit.images().path())).isDirectory());
    String number = file.getFileName().toString().replaceAll("\\D", "");
    assertThat(plan.experiment().config().title())
        .startsWith("ARC thesis, table " + Integer.parseInt(number) + ": ");
    assertThat(Files.readString(file)).contains("experiments/arc/" + file.getFileName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"own-28.yaml", "own-moved.yaml", "own-canvas.yaml", "relative-positions.yaml"})
  void so_do_the_experiments_of_our_own_and_each_fit_learns_its_decoder_before_it_is_asked_for(
      String name) throws IOException {
    Path file = ARC.resolve(name);
    ExperimentPlan plan = plan(file, Scale.SMALL);

    assertThat(plan.trainings()).isNotEmpty();
    assertThat(plan.fits().values())
        .allSatisfy(fit -> assertThat(Path.of(fit.images().path())).isDirectory())
        .allSatisfy(
            fit ->
                assertThat(fit.decoder() == null || plan.fits().containsValue(fit.decoder()))
                    .isTrue());
    assertThat(Files.readString(file)).contains("experiments/arc/" + name);
  }

  private static ExperimentPlan plan(Experiment experiment, Scale scale) {
    return ExperimentPlan.of(experiment, scale, NOTHING);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void at_full_scale_a_dataset_that_is_not_given_is_told_with_what_to_give(Path file) {
    assertThatThrownBy(() -> plan(file, Scale.FULL))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "Dataset \\S+ is missing: give --input \\S+=PATH, the folder of .+ --partial");
  }

  @Test
  void displaced_images_share_the_decoder_of_centred_ones_and_are_tested_on_only() {
    ExperimentPlan plan = plan(SEVEN, Scale.SMALL);

    FitPlan displaced = plan.fits().get("displaced");
    assertThat(displaced.decoder()).isEqualTo(plan.fits().get("centred"));
    assertThat(displaced.splits()).isEqualTo(FitConfig.Splits.TEST);
    assertThat(plan.trainings()).containsOnlyKeys("centred");
    assertThat(List.copyOf(plan.fits().keySet())).containsExactly("centred", "displaced");
  }

  @Test
  void all_that_decides_a_table_is_in_its_key_and_nothing_else() {
    String key = plan(SEVEN, Scale.SMALL).fits().get("displaced").key();

    assertThat(plan(SEVEN, Scale.SMALL, "small.seeds=[4]", "small.training=[]"))
        .extracting(p -> p.fits().get("displaced").key())
        .isEqualTo(key);
    for (String change : List.of("small.recipe=[]", "small.test=7", "fits=" + swapped())) {
      assertThat(plan(SEVEN, Scale.SMALL, change).fits().get("displaced").key())
          .as(change)
          .isNotEqualTo(key);
    }
  }

  /** The displaced images with a decoder of their own. */
  private static String swapped() {
    return "[{name: centred, dataset: fashion-mnist}, {name: displaced, dataset: fashion-mnist}]";
  }

  @Test
  void a_training_keeps_its_folder_when_others_come_and_loses_it_when_it_changes() {
    List<String> before = folders(plan(FIVE, Scale.SMALL));

    List<String> more = folders(plan(FIVE, Scale.SMALL, "small.seeds=[0, 1]"));
    assertThat(more).hasSize(16).containsAll(before);
    assertThat(folders(plan(FIVE, Scale.SMALL, "small.training=[train.epochs=2]")))
        .doesNotContainAnyElementsOf(before);
  }

  private static List<String> folders(ExperimentPlan plan) {
    return plan.trainings().values().stream()
        .flatMap(t -> t.plan().folders().stream().map(f -> t.folder() + "/" + f))
        .toList();
  }

  @Test
  void what_the_user_has_is_taken_before_a_sample_and_a_stand_in() {
    Experiment five = Experiment.load(FIVE, List.of());

    Images standIn = new ImageSearch(five, Scale.SMALL, NOTHING).of("cifar10").orElseThrow();
    assertThat(standIn.name()).isEqualTo("fashion-mnist");
    assertThat(standIn.sample()).isTrue();
    assertThat(standIn.words()).contains("sample", "in place of cifar10");
    Images given =
        new ImageSearch(five, Scale.SMALL, inputs("cifar10", false)).of("cifar10").orElseThrow();
    assertThat(given.path()).isEqualTo("/data/cifar10");
    assertThat(given.inPlaceOf()).isEmpty();
    assertThatThrownBy(() -> new ImageSearch(five, Scale.SMALL, inputs("cifar", false)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("did you mean cifar10?");
  }

  @Test
  void what_is_not_there_is_left_out_at_small_scale_and_said() {
    ExperimentPlan three = plan(ARC.resolve("table-03.yaml"), Scale.SMALL);

    assertThat(three.fits()).containsOnlyKeys("plain");
    assertThat(three.missing())
        .hasSize(2)
        .anyMatch(line -> line.contains("--input mnist=PATH"))
        .anyMatch(line -> line.contains("--input cifar10=PATH"));
  }

  @Test
  void at_full_scale_figures_are_left_out_only_if_the_user_says_so() {
    Experiment three = Experiment.load(ARC.resolve("table-03.yaml"), List.of());

    ExperimentPlan some = ExperimentPlan.of(three, Scale.FULL, inputs("mnist", true));
    assertThat(some.fits()).containsOnlyKeys("plain-mnist");
    assertThat(some.missing()).hasSize(2);
    assertThatThrownBy(() -> ExperimentPlan.of(three, Scale.FULL, inputs("mnist", false)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Dataset fashion-mnist is missing");
    assertThatThrownBy(() -> ExperimentPlan.of(three, Scale.FULL, new Inputs(Map.of(), true)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Dataset mnist is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smal.train=3|Unknown key smal: did you mean small?",
        "small.epochs=3|Unknown key small.epochs: did you mean",
        "small.seeds=[1, 1]|small.seeds must be one or more different numbers: [1, 1]",
        "small.train=-1|small.train must be at least 0: -1",
        "score=macro|score must be one of test, validation",
        "datasets=[]|Invalid experiment: there is no dataset called fashion-mnist: none are defined",
        "classifiers=[{name: a, fits: centered}]|Invalid experiment: there is no fit called centered: did you mean centred?",
        "classifiers=[{name: a, fits: displaced}]|Invalid experiment: classifier a cannot learn from fit displaced",
        "table.columns=[one]|Invalid experiment: row 'ScaleGMN' has 2 cells, but the number of columns is 1",
        "table.rows=[]|Invalid experiment: no cell of the table names a classifier",
        "score=validation|Invalid experiment: row 'ARC, PTv3' sets on or changes",
        "fits=[{name: centred, dataset: fashion-mnist, decoder: displaced}, {name: displaced, dataset: fashion-mnist}]|Invalid experiment: fit centred takes the decoder of displaced, which must come before it",
        "datasets=[{name: a b}]|datasets[0].name must begin with a letter or digit and have only letters, digits, dots and hyphens: a b",
        "small.recipe=[fit.stepz=3]|Unknown key fit.stepz",
        "small.training=[train.epoch=3]|Unknown key train.epoch: did you mean train.epochs?",
      })
  void a_mistake_in_an_experiment_is_one_line(String setting, String message) {
    assertThatThrownBy(() -> plan(SEVEN, Scale.SMALL, setting))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void the_property_table_names_every_key_and_no_other() throws IOException {
    String page = Files.readString(Path.of("../conf/README.md"));
    Set<String> documented = new TreeSet<>();
    Pattern.compile("^\\| (`[^|]*`) \\|", Pattern.MULTILINE)
        .matcher(page.substring(page.indexOf("| `title` |")))
        .results()
        .flatMap(match -> Stream.of(match.group(1).split(", ")))
        .forEach(key -> documented.add(key.replace("`", "").replace("[]", "")));

    Set<String> keys = new TreeSet<>(List.of("title", "recipe", "training", "score"));
    Map.of(
            "datasets", DatasetConfig.class,
            "fits", FitConfig.class,
            "classifiers", ClassifierConfig.class,
            "table.rows", TableConfig.Row.class,
            "cells", TableConfig.Cell.class,
            "small", SizeConfig.class,
            "full", SizeConfig.class)
        .forEach(
            (section, type) -> {
              for (RecordComponent key : type.getRecordComponents()) {
                keys.add(section + "." + key.getName().replace("standIn", "stand-in"));
              }
            });
    keys.add("table.columns");
    assertThat(documented).isEqualTo(keys);
  }

  @Test
  void what_has_no_default_must_be_in_the_file() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.yaml"), "recipe: r\n");

    assertThatThrownBy(() -> Experiment.load(file, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("title is missing and has no default")
        .hasMessageContaining("empty.yaml");
  }
}
