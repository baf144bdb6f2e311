package io.anchorage.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.field.Family;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.check.SelfTestCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the registry promises of every family, and that its documentation is there. */
class FamiliesTest {
  private static final Path HOME = Path.of("..");

  static Stream<Family> families() {
    return Families.shipped().stream();
  }

  @ParameterizedTest
  @MethodSource("families")
  void each_has_a_default_recipe_of_its_own_kind_a_fit_on_the_cpu_and_a_self_test(Family family) {
    assertThat(family.adapter(DefaultRecipe.class).orElseThrow().recipe().family().kind())
        .isEqualTo(family.name());
    assertThat(family.adapter(CpuFitter.class)).isPresent();
    assertThat(family.adapter(SelfTestCases.class)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("families")
  void each_stands_in_the_readers_lists_of_families(Family family) throws IOException {
    String name = "`" + family.name() + "`";
    assertThat(one("README.md", "| " + name)).as("README.md, table of families").isNotEmpty();
    assertThat(one("docs/ARCHITECTURE.md", "| family |")).contains(name);
    assertThat(one("conf/README.md", "| `fit.family.kind` |")).contains(name);
    assertThat(Files.readString(HOME.resolve("conf/README.md")).lines())
        .as("conf/README.md, a section for the keys of " + name)
        .filteredOn(line -> line.endsWith("(`fit.family.kind: " + family.name() + "`)"))
        .hasSize(1);
  }

  /** The first line of a document that begins so; empty if there is none. */
  private static String one(String document, String beginning) throws IOException {
    return Files.readAllLines(HOME.resolve(document)).stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElse("");
  }
}
