package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A family that only these tests know, {@link io.anchorage.jobs.polynomial}, goes wherever the
 * others go: the job, the table and the commands know no family by name.
 */
class NewFamilyTest {
  private static final String SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().toString();

  @TempDir Path folder;

  @BeforeEach
  void nameTheFamilyInAConfig() throws IOException {
    Files.writeString(folder.resolve("config.yaml"), "fit: {family: {kind: polynomial}}\n");
  }

  @Test
  void one_and_seven_partitions_and_a_resumed_run_give_the_same_bytes() throws IOException {
    fit("one", "--limit", "30", "--partitions", "1");
    fit("seven", "--limit", "30", "--partitions", "7");
    fit("resumed", "--limit", "11", "--partitions", "2");
    fit("resumed", "--limit", "30", "--partitions", "3", "--resume");

    String hash = inspected("one").get("parameters_sha256").asText();
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(inspected("seven").get("parameters_sha256").asText()).isEqualTo(hash);
    assertThat(inspected("resumed").get("parameters_sha256").asText()).isEqualTo(hash);
    assertThat(Ran.of("inspect", table("seven")).out()).contains("polynomial", "30");
  }

  @Test
  void its_fields_come_back_as_pictures_and_are_verified() throws IOException {
    fit("t", "--limit", "8", "--set", "fit.family.degree=4", "--set", "fit.stop.steps=200");
    Path picture = folder.resolve("one.png");
    Path sheet = folder.resolve("sheet.png");

    String id = "fashion-mnist/test/3";
    Ran one = Ran.of("decode", table("t"), "--id", id, "--output", picture.toString());
    Ran many = Ran.of("decode", table("t"), "--sheet", "6", "--output", sheet.toString());
    Ran verified = Ran.of("verify", table("t"));

    assertThat(one.code()).as(one.err()).isZero();
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(28);
    assertThat(many.code()).as(many.err()).isZero();
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(28);
    assertThat(verified.code()).as(verified.err()).isZero();
    assertThat(inspected("t").toString()).contains("polynomial");
  }

  @Test
  void the_manifest_tells_what_the_family_says_of_itself() throws IOException {
    fit("t", "--limit", "2");

    JsonNode manifest = new ObjectMapper().readTree(Files.readString(manifestOf("t")));
    assertThat(manifest.get("family").asText()).isEqualTo("polynomial");
    assertThat(manifest.get("layout").toString())
        .isEqualTo(
            "[{\"column\":\"coefficients\",\"name\":\"c\",\"offset\":0,"
                + "\"shape\":[1,\"terms\"],\"axes\":[\"channel\",\"term\"]}]");
    assertThat(manifest.get("contract").toString())
        .startsWith("{\"formula\":\"sum of c row^i")
        .endsWith("\"coordinate_order\":[\"row\",\"column\"],\"highest_degree\":3}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "djl"})
  void an_engine_that_does_not_fit_it_refuses_in_one_line_before_the_job(String engine) {
    Ran ran = Ran.of(words("t", "--limit", "2", "--engine", engine));

    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.onlyError())
        .isEqualTo(
            "Engine %s does not fit family polynomial: choose one of these engines: auto, scalar, vector"
                .formatted(engine));
    assertThat(folder.resolve("t")).doesNotExist();
  }

  private void fit(String table, String... flags) {
    Ran ran = Ran.of(words(table, flags));
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private String[] words(String table, String... flags) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "fit",
                "--config",
                folder.resolve("config.yaml").toString(),
                "--input",
                SAMPLE,
                "--output",
                table(table),
                "--split",
                "test",
                "--master",
                "local[2]"));
    words.addAll(List.of(flags));
    return words.toArray(String[]::new);
  }

  private String table(String name) {
    return folder.resolve(name).toString();
  }

  private Path manifestOf(String name) {
    return folder.resolve(name).resolve("manifest.json");
  }

  private JsonNode inspected(String name) throws IOException {
    Ran ran = Ran.of("inspect", "--json", table(name));
    assertThat(ran.code()).as(ran.err()).isZero();
    return new ObjectMapper().readTree(ran.out());
  }
}
