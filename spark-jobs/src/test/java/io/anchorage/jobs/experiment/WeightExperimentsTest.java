package io.anchorage.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published tables of readers of weights, as they ship. */
final class WeightExperimentsTest {
  private static final Path ARC = Path.of("../conf/experiments/arc");
  private static final Path WEIGHTS = Path.of("../conf/experiments/weight-space");
  private static final Path GAP = WEIGHTS.resolve("siren-gap.yaml");

  private static ExperimentPlan plan(Path file, String... settings) {
    return small(Experiment.load(file, List.of(settings)));
  }

  private static ExperimentPlan small(Experiment experiment) {
    return ExperimentPlan.of(experiment, Scale.SMALL, new Inputs(Map.of(), false));
  }

  static Stream<Path> ofWeights() throws IOException {
    try (Stream<Path> files = Files.list(WEIGHTS)) {
      return files
          .filter(f -> !f.getFileName().toString().matches("(recipe|training)(-.*)?\\.yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("ofWeights")
  void each_table_needs_nothing_but_a_clone_at_small_scale_and_says_league_fits_and_augmentation(
      Path file) throws IOException {
    ExperimentPlan small = plan(file);

    assertThat(small.trainings()).isNotEmpty();
    assertThat(small.fits().values())
        .allSatisfy(fit -> assertThat(Path.of(fit.images().path())).isDirectory());
    String text = Files.readString(file);
    String header = text.substring(0, text.indexOf("\n\n"));
    assertThat(header)
        .contains("experiments/weight-space/" + file.getFileName())
        .containsIgnoringCase("league")
        .containsPattern("fits? (an|of (a|each)( training)?) ?(\n# )?image|fits? of")
        .containsIgnoringCase("augmentation")
        .contains("Published");
  }

  @ParameterizedTest
  @MethodSource("ofWeights")
  void at_full_scale_every_reader_of_weights_is_planned_with_every_seed(Path file) {
    Experiment experiment = Experiment.load(file, List.of());
    Map<String, String> all =
        Map.of(
            "mnist", "/data/mnist",
            "fashion-mnist", "/data/fashion-mnist",
            "cifar10", "/data/cifar10",
            "imagenette", "/data/imagenette");
    Map<String, String> given = new HashMap<>(all);
    given
        .keySet()
        .retainAll(experiment.config().datasets().stream().map(DatasetConfig::name).toList());

    ExperimentPlan plan = ExperimentPlan.of(experiment, Scale.FULL, new Inputs(given, false));

    assertThat(plan.missing()).isEmpty();
    assertThat(plan.fits()).hasSameSizeAs(experiment.config().fits());
    assertThat(plan.trainings().values().stream().mapToInt(t -> t.plan().trials().size()).sum())
        .isEqualTo(
            experiment.config().classifiers().size() * experiment.config().full().seeds().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "07"})
  void arcs_beside_readers_of_weights_are_those_of_the_thesiss_own_table(String number) {
    for (Scale scale : Scale.values()) {
      Inputs images = new Inputs(Map.of("fashion-mnist", "/data/fashion-mnist"), false);
      ExperimentPlan ours =
          ExperimentPlan.of(
              Experiment.load(WEIGHTS.resolve("arc-table-" + number + ".yaml"), List.of()),
              scale,
              images);
      ExperimentPlan arcs =
          ExperimentPlan.of(
              Experiment.load(ARC.resolve("table-" + number + ".yaml"), List.of()), scale, images);

      assertThat(arcs.fits().values().stream().map(FitPlan::key))
          .containsAll(
              ours.fits().values().stream()
                  .filter(fit -> !fit.name().startsWith("sirens"))
                  .map(FitPlan::key)
                  .toList());
    }
  }

  @Test
  void aligned_fields_follow_those_that_they_are_made_of_and_change_with_them() {
    ExperimentPlan plan = plan(GAP);
    FitPlan aligned = plan.fits().get("aligned");

    assertThat(aligned.aligned()).isEqualTo(plan.fits().get("own"));
    assertThat(List.copyOf(plan.fits().keySet())).containsSubsequence("own", "aligned");
    assertThat(aligned.key()).startsWith("aligned-").isNotEqualTo(aligned.aligned().key());
    assertThat(plan(GAP, "small.test=7").fits().get("aligned").key()).isNotEqualTo(aligned.key());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{name: aligned, dataset: fashion-mnist, aligned: own}, {name: own, dataset: fashion-mnist}]|Invalid experiment: fit aligned aligns the fields of own, which must come before it in the file",
        "[{name: own, dataset: mnist}, {name: aligned, dataset: fashion-mnist, aligned: own}]|Invalid experiment: fit aligned is of dataset fashion-mnist and aligns fit own, which is of mnist",
        "[{name: own, dataset: mnist}, {name: aligned, dataset: mnist, aligned: own, splits: test}]|fits[1].aligned takes the whole fit that it names, without decoder, splits, train, test, set or small: own",
      })
  void a_mistake_in_what_is_aligned_is_one_line(String fits, String message) {
    assertThatThrownBy(() -> plan(GAP, "fits=" + fits))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_classifier_is_smaller_at_small_scale_alone_and_the_report_says_so() {
    Experiment readers = Experiment.load(WEIGHTS.resolve("readers.yaml"), List.of());

    assertThat(readers.classifier("dws").settings(Scale.SMALL)).contains("train.model.width=8");
    assertThat(readers.classifier("dws").settings(Scale.FULL))
        .doesNotContain("train.model.width=8");
    ExperimentReport report = new ExperimentReport(small(readers), List.of(), List.of(), "");
    assertThat(report.lines())
        .anyMatch(line -> line.startsWith("classifier dws at this scale: train.model.width=8"))
        .noneMatch(line -> line.startsWith("classifier flat at this scale"));
  }
}
