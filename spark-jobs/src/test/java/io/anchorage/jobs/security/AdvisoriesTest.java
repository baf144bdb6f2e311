package io.anchorage.jobs.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.storage.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The libraries of the build against a list of flaws that is kept with the code, so that it needs
 * no network. What has been found since the list's date it does not know.
 */
class AdvisoriesTest {
  private static final Path CLASS_PATH = Path.of("target/class-path.txt");

  private static final List<Advisory> KNOWN = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = AdvisoriesTest.class.getResourceAsStream("/security/advisories.json")) {
      JsonNode list = Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertThat(list.required("date").textValue()).matches("20\\d\\d-\\d\\d-\\d\\d");
      list.required("advisories").forEach(entry -> KNOWN.add(Advisory.of(entry)));
    }
  }

  private static List<String> flaws(List<Library> libraries) {
    return libraries.stream()
        .flatMap(
            library ->
                KNOWN.stream()
                    .filter(advisory -> advisory.concerns(library))
                    .map(advisory -> advisory.id() + " in " + library + ": " + advisory.what()))
        .toList();
  }

  @Test
  void no_library_of_the_build_has_a_known_flaw() throws IOException {
    assertThat(CLASS_PATH).as("written by mvn process-resources").isRegularFile();
    List<Library> libraries = Library.on(CLASS_PATH);
    assertThat(libraries)
        .extracting(Library::name)
        .contains(
            "org.yaml:snakeyaml",
            "org.apache.spark:spark-core_2.13",
            "org.apache.hadoop:hadoop-client-api",
            "ai.djl:api");
    assertThat(flaws(libraries)).isEmpty();
  }

  @Test
  void the_list_is_mostly_about_libraries_that_are_here() throws IOException {
    List<String> here = Library.on(CLASS_PATH).stream().map(Library::name).toList();
    assertThat(KNOWN).hasSizeGreaterThan(50);
    assertThat(KNOWN.stream().filter(advisory -> here.contains(advisory.library())).count())
        .isGreaterThan(40);
  }

  @Test
  void a_library_with_a_flaw_is_found() {
    assertThat(
            flaws(
                List.of(
                    new Library("org.yaml:snakeyaml", "1.33"),
                    new Library("io.netty:netty-codec-http2", "4.2.3.Final"),
                    new Library("com.google.guava:guava", "31.1-jre"))))
        .extracting(flaw -> flaw.substring(0, flaw.indexOf(' ')))
        .containsExactly("CVE-2022-1471", "CVE-2025-55163", "CVE-2023-2976");
  }

  @ParameterizedTest
  @CsvSource({
    "1.31, 2.0, -1",
    "4.1.118.Final, 4.1.118, 0",
    "32.0.0-jre, 32.0.0, 0",
    "2.7.1-0.35.1, 2.7.1, 1",
    "4.2.13.Final, 4.2.4, 1",
    "1.1.10.8, 1.1.10.4, 1",
    "2.0, 2, 0"
  })
  void versions_are_compared_by_their_numbers(String a, String b, int order) {
    assertThat(Integer.signum(Advisory.compare(a, b))).isEqualTo(order);
  }
}
