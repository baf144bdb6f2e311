package io.anchorage.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.anchorage.family.Families;
import io.anchorage.field.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs, tables and commands take what a family says of itself. */
class NoFamilyNamedTest {
  private static final Path SOURCES = Path.of("src/main/java/io/anchorage/jobs");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.anchorage.jobs");

  @Test
  void no_class_uses_a_family_but_through_the_registry() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.anchorage.family.*..")
        .check(CLASSES);
  }

  @Test
  void no_file_holds_a_familys_name_as_a_string() throws IOException {
    List<String> literals =
        Families.all().stream().map(Family::name).map(name -> '"' + name + '"').toList();
    assertThat(literals).contains("\"siren\"", "\"arc\"", "\"polynomial\"");
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(literals);
      }
    }
  }
}
