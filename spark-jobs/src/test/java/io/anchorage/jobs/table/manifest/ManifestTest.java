package io.anchorage.jobs.table.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.table.SomeTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final ShardFile FILE = new ShardFile("fields/a-1.parquet", 3, 99, "ab", "x", "z");

  private static final Manifest MANIFEST =
      new Manifest(
          FormatVersion.CURRENT,
          "an-id",
          SomeTable.spec(),
          new SharedFile("decoder-ab.safetensors", "abcd"),
          "some",
          List.of("shirt", "boot"),
          List.of(new ShardEntry("a", FILE, null), new ShardEntry("b", null, FILE)),
          List.of(
              SomeTable.run("create")
                  .withCounts(3, 3)
                  .ended(RunEntry.Status.COMPLETE, Instant.ofEpochSecond(100), 2.5),
              SomeTable.run("resume").numbered(2)));

  private static String text() {
    return new String(ManifestJson.toJson(MANIFEST), StandardCharsets.UTF_8);
  }

  private static Manifest read(String text) {
    return ManifestParser.fromJson(text.getBytes(StandardCharsets.UTF_8), "t/manifest.json");
  }

  @Test
  void comes_back_as_it_was_written() {
    assertThat(read(text())).isEqualTo(MANIFEST);
    assertThat(new String(ManifestJson.toJson(read(text())), StandardCharsets.UTF_8))
        .isEqualTo(text());
  }

  @Test
  void keys_of_a_later_minor_version_are_left_alone() {
    String later =
        text()
            .replace("\"version\" : \"1.3\"", "\"version\" : \"1.7\"")
            .replace("\"dataset\"", "\"future\" : { \"x\" : 1 },\n  \"dataset\"");
    assertThat(later).contains("future").contains("1.7");
    assertThat(read(later).version()).isEqualTo(new FormatVersion(1, 7));
    assertThat(read(later).shards()).isEqualTo(MANIFEST.shards());
  }

  @Test
  void a_newer_major_version_names_the_anchorage_that_is_needed() {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> read(text().replace("\"1.3\"", "\"2.0\"")))
        .withMessageContaining("t/manifest.json")
        .withMessageContaining("2.0")
        .withMessageContaining("use Anchorage 2.0 or newer");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 200, 1000, -20})
  void a_truncated_manifest_is_one_clear_line(int length) {
    String whole = text();
    String cut = whole.substring(0, length >= 0 ? length : whole.length() + length);
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> read(cut))
        .withMessageContaining("t/manifest.json")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, 2]", "{}", "{\"format\": \"iceberg\", \"version\": \"1.0\"}"})
  void other_json_is_no_manifest(String text) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining("t/manifest.json");
  }

  @Test
  void parameters_in_a_column_that_is_not_there_are_one_clear_line() {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> read(text().replaceFirst("(\"parameter_columns\" : \\[ )\"", "$1\"?")))
        .withMessageContaining(
            "t/manifest.json is damaged: parameter_columns must name columns: [");
  }

  @Test
  void a_run_number_beyond_an_int_is_one_clear_line() {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> read(text().replaceFirst("\"number\" : \\d+", "\"number\" : 3000000000")))
        .withMessageContaining("number must be a whole number below 2^31: 3000000000");
  }

  @Test
  void a_key_of_another_type_is_named() {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> read(text().replace("\"rows\" : 3", "\"rows\" : \"three\"")))
        .withMessageContaining("shards[0].fields.rows must be a whole number: \"three\"");
  }

  /** Whatever a manifest lists is read, renamed and removed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../other/fields/a.parquet",
        "fields/../../other.parquet",
        "fields/..",
        "/etc/passwd",
        "//host/share",
        "file:/etc/passwd",
        "s3a://bucket/a.parquet",
        "fields/./a.parquet",
        "fields//a.parquet",
        "fields/",
        "..\\\\a.parquet",
        "fields/a\\nb.parquet",
        ""
      })
  void a_path_that_leaves_the_table_is_refused(String path) {
    for (String own : List.of(FILE.path(), "decoder-ab.safetensors")) {
      assertThat(text()).contains("\"path\" : \"" + own + "\"");
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(
              () ->
                  read(text().replace("\"path\" : \"" + own + "\"", "\"path\" : \"" + path + "\"")))
          .withMessageStartingWith(
              "t/manifest.json is damaged: path must lie in the table's folder")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fields/deeper/a.parquet", "fields/a..b.parquet", "fields/Ä b.parquet"})
  void a_path_within_the_table_may_be_any(String path) {
    String other =
        text().replace("\"path\" : \"" + FILE.path() + "\"", "\"path\" : \"" + path + "\"");
    assertThat(read(other).shards().get(0).fields().path()).isEqualTo(path);
  }

  /** Files that take the place of a shard's are named after it. */
  @ParameterizedTest
  @ValueSource(strings = {"../a", "/a", "a/b", "..", ""})
  void a_shard_whose_name_is_no_file_name_is_refused(String name) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> read(text().replace("\"name\" : \"a\"", "\"name\" : \"" + name + "\"")))
        .withMessageContaining("name must be a plain file name");
  }

  @Test
  void a_recipes_hash_can_be_computed_from_the_manifest() {
    Map<String, Object> recipe =
        Map.of("b", new java.math.BigDecimal("0.0005"), "a", List.of(1, true, "x"), "c", 1e-8);
    TableSpec spec = TableSpec.of(SomeTable.FAMILY, SomeTable.CONFIG, 1, recipe);
    String canonical = "{\"a\":[1,true,\"x\"],\"b\":0.0005,\"c\":0.000000010}";
    assertThat(spec.recipeJson()).isEqualTo(canonical);
    assertThat(spec.recipeHash()).isEqualTo(Sha256.of(canonical.getBytes(StandardCharsets.UTF_8)));
  }
}
