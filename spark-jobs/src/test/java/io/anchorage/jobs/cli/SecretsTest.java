package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets are given by Spark's and Hadoop's settings. No word of them may be in what a job prints,
 * logs or stores.
 */
class SecretsTest {
  private static final String SECRET = "mellon-0117";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.hadoop.fs.s3a.access.key", SECRET + "-access",
          "spark.hadoop.fs.s3a.secret.key", SECRET + "-secret",
          "spark.hadoop.fs.s3a.session.token", SECRET + "-token",
          "spark.hadoop.fs.azure.account.key.x", SECRET + "-azure",
          "spark.ssl.keyPassword", SECRET + "-ssl",
          "spark.my.password", SECRET + "-password",
          "spark.executorEnv.HF_TOKEN", SECRET + "-environment");

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void settings() throws IOException {
    SETTINGS.forEach(System::setProperty);
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    keepTheLog();
    Files.createDirectories(folder.resolve("pets/cat"));
    for (int i = 0; i < 3; i++) {
      ImageIO.write(
          new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
          "png",
          folder.resolve("pets/cat/" + i + ".png").toFile());
    }
    Files.writeString(folder.resolve("pets/cat/broken.png"), "no image");
    Files.writeString(
        folder.resolve("config.yaml"),
        "{fit: {family: {kind: siren, width: 4, depth: 1}, stop: {steps: 1}},"
            + " run: {failure-budget: 0.5}}\n");
  }

  /** As much as {@code --verbose} shows, and Spark's own as well. */
  private void keepTheLog() {
    OutputStreamAppender appender =
        OutputStreamAppender.newBuilder()
            .setName("secrets")
            .setTarget(logged)
            .setLayout(PatternLayout.newBuilder().withPattern("%c{1} %m%n%ex").build())
            .build();
    appender.start();
    LoggerContext.getContext(false)
        .getConfiguration()
        .getRootLogger()
        .addAppender(appender, null, null);
    Configurator.setRootLevel(Level.INFO);
    Configurator.setLevel("io.anchorage", Level.DEBUG);
  }

  @AfterEach
  void putBack() {
    LoggerContext.getContext(false).reconfigure();
    SETTINGS.keySet().forEach(System::clearProperty);
    System.setOut(out);
    System.setErr(err);
  }

  private Ran run(String command, String... flags) {
    String[] own = {
      command, "--config", folder.resolve("config.yaml").toString(), "--master", "local[2]"
    };
    return Ran.of(Stream.concat(Stream.of(own), Stream.of(flags)).toArray(String[]::new));
  }

  @Test
  void a_fit_that_is_asked_for_every_detail_tells_no_secret() throws IOException {
    Path table = folder.resolve("table");
    Ran ran = run("fit", "--verbose", "--input", folder + "/pets", "--output", table.toString());
    Ran failed =
        run("fit", "--verbose", "--input", folder + "/nothing", "--output", folder + "/other");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(failed.code()).isEqualTo(3);
    assertThat(ran.out() + ran.err() + failed.out() + failed.err())
        .contains("failed   1")
        .doesNotContain(SECRET);
    assertThat(logged.toString(StandardCharsets.UTF_8))
        .contains("Effective config", "SparkContext")
        .doesNotContain(SECRET);
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(table)) {
      List<Path> stored = files.filter(Files::isRegularFile).toList();
      assertThat(stored).hasSizeGreaterThan(4);
      for (Path file : stored) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(SECRET);
      }
    }
    FieldTable written = FieldTable.open(StorageFolder.at(table.toString(), new Configuration()));
    try (ShardScan<FailureRow> failures = written.failures()) {
      assertThat(failures.next().toString()).contains("broken.png").doesNotContain(SECRET);
    }
  }

  @Test
  void a_password_in_a_path_is_refused_and_not_shown() {
    String path = "ftp://me:" + SECRET + "@host/pets";
    for (Ran ran :
        List.of(
            run("fit", "--input", path, "--output", folder + "/table"),
            run("fit", "--input", folder + "/pets", "--output", path),
            Ran.of("inspect", path))) {
      assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.onlyError()).contains("ftp:// has a password in it").doesNotContain(SECRET);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8) + logged.toString(StandardCharsets.UTF_8))
        .doesNotContain(SECRET);
  }
}
