package io.anchorage.jobs.allcnn.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.config.ConfigDump;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapJobConfigTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final Path ALL_CNN = CONF.resolve("experiments").resolve("all-cnn");

  private static MapJobConfig with(String... settings) {
    return MapJobConfig.load(null, List.of(settings));
  }

  @Test
  void the_published_experiment_is_the_default_with_norms_over_whole_maps() {
    MapJobConfig shipped = MapJobConfig.load(ALL_CNN.resolve("experiment-1.yaml"), List.of());

    String norm = "maps.network.layer-norm=channels-height-width";
    assertThat(shipped.maps()).isEqualTo(with(norm).maps());
    assertThat(shipped.fit()).isEqualTo(with().fit());
    assertThat(with().maps().network())
        .isEqualTo(new AllCnnConfig(28, 32, 1, 10, 96, 192, 192, NormAxes.CHANNELS));
    assertThat(shipped.maps().layers()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"experiment-1.yaml", "experiment-1-small.yaml"})
  void shipped_configs_load_and_their_recipes_come_back(String name) {
    MapJobConfig config = MapJobConfig.load(ALL_CNN.resolve(name), List.of());
    MapRecipe recipe = MapRecipe.of(config);

    String json = ConfigDump.json(recipe.tree());

    assertThat(MapRecipe.parse(json, "dump")).isEqualTo(recipe);
  }

  @Test
  void a_curve_that_is_not_asked_for_is_one_of_every_step() {
    FitRecipe watched = MapRecipe.of(with("fit.stop.steps=4")).watched();

    assertThat(watched.curveAt()).containsExactly(1, 2, 3, 4);
    assertThat(MapRecipe.of(with("fit.curve-at=[2,3]")).watched().curveAt()).containsExactly(2, 3);
  }

  @Test
  void the_property_table_names_every_key_of_maps() throws IOException {
    Set<String> documented = new TreeSet<>();
    Pattern.compile("^\\| `(maps\\.[a-z0-9.-]+)` \\|", Pattern.MULTILINE)
        .matcher(Files.readString(ALL_CNN.resolve("README.md")))
        .results()
        .forEach(match -> documented.add(match.group(1)));
    Set<String> keys = new TreeSet<>();
    leaves(new ConfigDump(JobConfigs.KINDS).tree(with().maps()), "maps.", keys);

    assertThat(documented).isEqualTo(keys);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maps.layers=[1,12]|maps.layers must be ascending and in 1 .. 9, the network's convolutions:"
            + " [1, 12]",
        "maps.layers=[3,2]|maps.layers must be ascending and in 1 .. 9, the network's convolutions:"
            + " [3, 2]",
        "maps.phases=[]|maps.phases must be at least one of initialised, trained, given, each once:"
            + " []",
        "maps.network.side=20|maps.network.image must be in 1 .. side (20): 28",
        "signal.values=symmetric|signal.values must be auto or unit, which is what the network sees:"
            + " symmetric",
        "fit.family.kind=arc|fit.family.kind must be siren or local-global, which feature maps are fitted with: arc",
        "maps.layer=3|Unknown key maps.layer: did you mean maps.layers?"
      })
  void values_without_sense_are_refused_in_one_line(String setting, String message) {
    assertThatThrownBy(() -> with(setting))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }
}
