package io.anchorage.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.LatentSolver;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.learn.TrainPlan;
import io.anchorage.learn.point.PtV3Config;
import io.anchorage.learn.train.TrainConfig;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of the ARC thesis, as they ship, against the settings that the thesis prints. */
final class ThesisSettingsTest {
  private static final Path ARC = Path.of("../conf/experiments/arc");
  private static final Map<String, String> ALL =
      Map.of(
          "mnist", "/data/mnist",
          "fashion-mnist", "/data/fashion-mnist",
          "cifar10", "/data/cifar10",
          "imagenette", "/data/imagenette");

  static Stream<Path> tables() throws IOException {
    try (Stream<Path> files = Files.list(ARC)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("table-"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Experiment read(Path file) {
    return Experiment.load(file, List.of());
  }

  /** The models beside published figures of PTv3, at a scale. */
  private static Stream<TrainConfig> published(Experiment experiment, Scale scale) {
    return experiment.cells().stream()
        .filter(cell -> !cell.published().isEmpty())
        .map(cell -> experiment.classifier(cell.classifier()))
        .map(
            classifier -> {
              List<String> settings = new ArrayList<>(experiment.size(scale).training());
              settings.addAll(classifier.settings(scale));
              return TrainPlan.load(experiment.near(experiment.config().training()), settings);
            })
        .map(plan -> plan.config().train())
        .filter(train -> train.model() instanceof PtV3Config);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void ptv3_beside_a_published_figure_sees_latents_alone_as_in_section_3_3(Path file) {
    Experiment experiment = read(file);
    for (Scale scale : Scale.values()) {
      assertThat(published(experiment, scale)).isNotEmpty();
      assertThat(published(experiment, scale))
          .allSatisfy(train -> assertThat(((PtV3Config) train.model()).pixels()).isZero());
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void at_full_scale_arcs_are_fitted_as_in_appendix_a(Path file) {
    Experiment experiment = read(file);
    Map<String, String> given = new HashMap<>(ALL);
    given
        .keySet()
        .retainAll(experiment.config().datasets().stream().map(DatasetConfig::name).toList());
    ExperimentPlan plan = ExperimentPlan.of(experiment, Scale.FULL, new Inputs(given, false));

    assertThat(plan.fits().values())
        .allSatisfy(
            fit -> {
              Recipe recipe = Recipe.of(fit.job());
              ArcConfig arc = (ArcConfig) recipe.fit().family();
              assertThat(recipe.signal().values()).isEqualTo(ValueRange.UNIT);
              assertThat(arc.neighbours()).isEqualTo(4);
              assertThat(arc.latentInit()).isEqualTo(1e-4f);
              assertThat(arc.pixelsPerStep()).isEqualTo(0.25);
              assertThat(arc.relativeScale()).isZero();
              assertThat(arc.solver()).isEqualTo(LatentSolver.defaults());
              assertThat(arc.decoder().images()).isEqualTo(100);
              assertThat(arc.decoder().steps()).isEqualTo(500);
              assertThat(recipe.fit().adam().learningRate()).isEqualTo(5e-3f);
              assertThat(arc.decoder().learningRate()).isEqualTo(5e-3f);
              assertThat(recipe.fit().stop().steps()).isEqualTo(500);
              if (!file.endsWith("table-11.yaml")) {
                assertThat(arc.latents()).isZero();
                assertThat(arc.latentsPerPixel()).isEqualTo(0.05);
                assertThat(arc.latentDim()).isEqualTo(32);
              }
            });
  }

  @Test
  void experiment_2_trains_the_network_of_experiment_1() throws IOException {
    String first = Files.readString(Path.of("../conf/experiments/all-cnn/experiment-1.yaml"));
    String second = Files.readString(Path.of("../conf/experiments/all-cnn/experiment-2.yaml"));

    for (String key :
        List.of("image", "side", "narrow", "third-layer", "wide", "layer-norm", "per-class")) {
      assertThat(value(second, key)).as(key).isEqualTo(value(first, key));
    }
    assertThat(value(second, "epochs")).isEqualTo("250").isEqualTo(value(first, "epochs"));
    assertThat(value(second, "batch")).isEqualTo(value(first, "batch"));
  }

  private static String value(String yaml, String key) {
    Matcher line = Pattern.compile("(?m)^ +" + key + ": +(\\S+)").matcher(yaml);
    assertThat(line.find()).as(key).isTrue();
    return line.group(1);
  }
}
