package io.anchorage.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/anchorage} as a user starts it: with the job jar, in a process of its own. */
final class LauncherIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path LAUNCHER = HOME.resolve("deploy/anchorage");
  private static final String WHAT_JAVA_SAYS = "WARNING: Using incubator modules";

  @TempDir Path folder;

  @Test
  void works_from_any_folder_and_through_a_link() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("anchorage"), LAUNCHER);

    Ran ran = run(link, Map.of(), "version");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("anchorage ");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void an_error_is_one_line_and_its_exit_code_comes_through() throws Exception {
    Ran ran = run(LAUNCHER, Map.of(), "inspect", folder.resolve("nothing").toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("nothing");
  }

  @Test
  void a_fit_is_a_table_that_verifies() throws Exception {
    Path table = folder.resolve("a table");
    Ran fit =
        run(
            LAUNCHER,
            Map.of("ANCHORAGE_JAVA_OPTS", "-Danchorage.log=warn"),
            "fit",
            "--config",
            HOME.resolve("conf/siren-fashion-mnist.yaml").toString(),
            "--input",
            HOME.resolve("conf/sample/fashion-mnist").toString(),
            "--output",
            table.toString(),
            "--master",
            "local[1]",
            "--ids",
            "5..9",
            "--set",
            "fit.stop.steps=20");

    assertThat(fit.code()).as(fit.err()).isZero();
    assertThat(fit.out()).contains("10 fields of 10 images", "inspect '" + table + "'");
    assertThat(fit.err().lines())
        .allMatch(line -> line.startsWith(WHAT_JAVA_SAYS) || line.startsWith("fit: "));
    assertThat(run(LAUNCHER, Map.of(), "verify", table.toString()).out()).contains("sound");

    Path sheet = folder.resolve("sheet.png");
    Ran decoded =
        run(
            LAUNCHER,
            Map.of(),
            "decode",
            table.toString(),
            "--sheet",
            "4",
            "--output",
            sheet.toString());
    assertThat(decoded.code()).as(decoded.err()).isZero();
    assertThat(sheet).isNotEmptyFile();
  }

  @Test
  void without_the_job_jar_it_says_how_to_build() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("clone/deploy")).resolve("anchorage");
    Files.copy(LAUNCHER, copy, StandardCopyOption.COPY_ATTRIBUTES);

    Ran ran = run(copy, Map.of(), "version");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.onlyError()).contains("mvn", "package");
  }

  @Test
  void a_java_home_without_java_is_one_line() throws Exception {
    Ran ran = run(LAUNCHER, Map.of("JAVA_HOME", folder.toString()), "version");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.onlyError()).contains("JAVA_HOME", folder.toString());
  }

  @Test
  void with_spark_home_a_fit_goes_through_spark_submit() throws Exception {
    Path submit = Files.createDirectories(folder.resolve("spark/bin")).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\nexit 5\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();

    Ran ran =
        run(
            LAUNCHER,
            Map.of(
                "SPARK_HOME",
                folder.resolve("spark").toString(),
                "ANCHORAGE_SUBMIT_OPTS",
                "--num-executors 8"),
            "fit",
            "--master",
            "spark://some:7077",
            "--config",
            "c d.yaml");

    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.out().lines())
        .containsSubsequence("--master", "spark://some:7077", "--class")
        .containsSubsequence("--num-executors", "8")
        .containsSubsequence("fit", "--master", "spark://some:7077", "--config", "c d.yaml")
        .anyMatch(word -> word.endsWith("anchorage-jobs.jar"));
  }

  @Test
  void with_spark_home_a_look_at_a_table_stays_on_this_machine() throws Exception {
    Path submit = Files.createDirectories(folder.resolve("spark/bin")).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/sh\necho \"$@\"\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();

    Ran ran =
        run(
            LAUNCHER,
            Map.of("SPARK_HOME", folder.resolve("spark").toString()),
            "inspect",
            "hdfs:///t");

    assertThat(ran.out()).contains("--master local[1]", "--deploy-mode client");
  }

  @Test
  void works_from_a_folder_with_spaces_and_other_odd_characters() throws Exception {
    Path home = Files.createDirectories(folder.resolve("my apps/a#n%41é"));
    for (String part : List.of("deploy", "conf")) {
      try (Stream<Path> files = Files.walk(HOME.resolve(part))) {
        for (Path file : files.toList()) {
          Path copy = home.resolve(HOME.relativize(file).toString());
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Files.createDirectories(home.resolve("spark-jobs"));
    Files.createSymbolicLink(
        home.resolve("spark-jobs/target"), HOME.resolve("spark-jobs/target").toRealPath());

    Ran ran =
        run(
            home.resolve("deploy/anchorage"),
            Map.of("ANCHORAGE_JAVA_OPTS", "-Danchorage.log=warn"),
            "fit",
            "--config",
            home.resolve("conf/siren-fashion-mnist.yaml").toString(),
            "--input",
            home.resolve("conf/sample/fashion-mnist").toString(),
            "--output",
            folder.resolve("t").toString(),
            "--limit",
            "2",
            "--set",
            "fit.stop.steps=1");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err().lines())
        .allMatch(line -> line.startsWith(WHAT_JAVA_SAYS) || line.startsWith("fit: "));
  }

  @Test
  void names_that_are_not_ascii_are_read_without_a_locale() throws Exception {
    Path image = Files.createDirectories(folder.resolve("bilder/grün")).resolve("日本.png");
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
    Path config = folder.resolve("c.yaml");
    Files.writeString(config, "fit: {family: {kind: siren, width: 4, depth: 1}}\n");

    Ran ran =
        run(
            LAUNCHER,
            Map.of("LC_ALL", "C", "LANG", ""),
            "fit",
            "--dry-run",
            "--config",
            config.toString(),
            "--input",
            folder.resolve("bilder").toString(),
            "--output",
            folder.resolve("t").toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("classes: 1 (grün 1)", "to fit   1 images");
  }

  @Test
  void spark_submit_gets_a_locale_and_options_in_quotes() throws Exception {
    Path submit = Files.createDirectories(folder.resolve("spark/bin")).resolve("spark-submit");
    Files.writeString(
        submit, "#!/bin/sh\necho \"$LC_ALL\"\nfor w in \"$@\"; do echo \"$w\"; done\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();

    Ran ran =
        run(
            LAUNCHER,
            Map.of("SPARK_HOME", folder.resolve("spark").toString(), "LC_ALL", "C"),
            "verify",
            "t");

    assertThat(ran.out().lines().findFirst().orElseThrow().toUpperCase(Locale.ROOT))
        .matches(".*UTF-?8");
    assertThat(ran.out())
        .contains("\"-Danchorage.home=" + HOME + "\" \"-Djava.awt.headless=true\"");
  }

  @Test
  void the_nightly_script_fits_what_is_new_with_the_flags_of_the_crontab() throws Exception {
    String line =
        Files.readAllLines(HOME.resolve("deploy/schedule/crontab")).stream()
            .filter(text -> text.startsWith("0 2 "))
            .findFirst()
            .orElseThrow();
    List<String> flags = List.of(line.replaceFirst(".*?(--set .*?) >>.*", "$1").split(" ", -1));
    Path image = Files.createDirectories(folder.resolve("photographs/cat")).resolve("0.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
    List<String> words =
        new ArrayList<>(
            List.of(
                HOME.resolve("conf/arc-fashion-mnist.yaml").toString(),
                folder.resolve("photographs").toString(),
                folder.resolve("t").toString()));
    words.addAll(flags);
    words.add("--dry-run");

    Ran ran = run(HOME.resolve("deploy/schedule/nightly"), Map.of(), words.toArray(String[]::new));

    assertThat(flags).contains("--set", "source.format=auto");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("dataset  photographs", "to fit   1 images");
    Ran homeless =
        run(
            HOME.resolve("deploy/schedule/nightly"),
            Map.of("TRAIN", "t.yaml"),
            words.toArray(String[]::new));
    assertThat(homeless.code()).isEqualTo(2);
    assertThat(homeless.err()).contains("TRAIN is set to t.yaml, but MODEL");
    Ran unknown =
        run(
            HOME.resolve("deploy/schedule/nightly"),
            Map.of("COMMAND", "inspect"),
            words.toArray(String[]::new));
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("COMMAND must be fit or feature-maps: inspect");
  }

  @Test
  void the_gpu_script_prints_what_spark_reads() throws Exception {
    Ran ran = run(HOME.resolve("conf/gpu-discovery"), Map.of("CUDA_VISIBLE_DEVICES", "0,3"));

    assertThat(ran.out().strip()).isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"0\",\"3\"]}");
  }

  private Ran run(Path program, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    process.environment().remove("SPARK_HOME");
    process.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    process.environment().putAll(environment);
    int code = process.start().waitFor();
    return new Ran(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
