package io.anchorage.jobs.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.config.ConfigDump;
import io.anchorage.jobs.config.JobConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SolveJobConfigTest {
  private static final Path CONF = Path.of("../conf");

  @Test
  void the_property_table_names_every_key_and_no_other() throws IOException {
    String page = Files.readString(CONF.resolve("README.md"));
    String own =
        page.substring(page.indexOf("\n# Equations"), page.indexOf("\n# Training configs"));
    Set<String> documented = new TreeSet<>();
    Pattern.compile("^\\| `([a-z0-9.-]+\\.[a-z0-9.-]+)` \\|", Pattern.MULTILINE)
        .matcher(own)
        .results()
        .forEach(match -> documented.add(match.group(1)));
    Set<String> keys = new TreeSet<>();
    for (String kind : List.of("poisson", "helmholtz", "wave")) {
      SolveJobConfig config = SolveJobConfig.load(null, List.of("equation.kind=" + kind));
      Map<String, Object> tree = new ConfigDump(JobConfigs.KINDS).tree(config);
      for (String section : List.of("equation", "sweep")) {
        ((Map<?, ?>) tree.get(section)).keySet().forEach(key -> keys.add(section + "." + key));
      }
    }
    assertThat(documented).isEqualTo(keys);
  }

  @Test
  void shipped_configs_are_valid_and_their_yaml_binds_to_the_same() throws IOException {
    try (Stream<Path> files = Files.list(CONF.resolve("experiments/applications"))) {
      List<Path> configs = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(configs).hasSizeGreaterThanOrEqualTo(3);
      for (Path file : configs) {
        SolveJobConfig config = SolveJobConfig.load(file, List.of());
        Path again = Files.createTempFile("solve", ".yaml");
        Files.writeString(again, config.yaml());
        assertThat(SolveJobConfig.load(again, List.of())).as(file.toString()).isEqualTo(config);
        SolveRecipe recipe = SolveRecipe.of(config);
        String json = ConfigDump.json(recipe.tree());
        assertThat(SolveRecipe.parse(json, "json").tree()).isEqualTo(recipe.tree());
      }
    }
  }

  @Test
  void a_sweep_has_each_combination_once() {
    SolveJobConfig config =
        SolveJobConfig.load(
            null,
            List.of(
                "equation.kind=helmholtz",
                "sweep.frequencies=[8, 12]",
                "sweep.speeds=[1, 1.5]",
                "sweep.sources=[{x: 0, y: 0}, {x: 0.25, y: -0.5}]"));
    assertThat(config.sweep().cases(config.equation(), "helmholtz"))
        .hasSize(8)
        .containsKey("helmholtz/frequency=12/speed=1.5/source=0.25,-0.5");
  }
}
