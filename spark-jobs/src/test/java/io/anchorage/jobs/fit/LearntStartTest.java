package io.anchorage.jobs.fit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.start.LearntStart;
import io.anchorage.fit.start.StartMethod;
import io.anchorage.fit.start.StartPlan;
import io.anchorage.format.Safetensors;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.storage.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code learn-start}, and fits from what it found.
 *
 * <p>Over 300 lines, because a start that is learnt once serves all cases.
 */
class LearntStartTest {
  private static final Selection SOME = Selection.all().withSplit(Split.TEST).withLimit(9);

  @TempDir private static Path shared;
  private static JavaSparkContext spark;
  private static Path start;

  @TempDir private Path folder;

  @BeforeAll
  static void learn() {
    spark = Fits.spark("local[2]");
    start = shared.resolve("start.safetensors");
    run(request(start, true, 6), 2);
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  private static JobConfig config(String... more) {
    return Fits.config(
        Stream.concat(
                Stream.of("fit.family.initialisation=learnt", "fit.family.last-layer=solved"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private static StartRequest request(Path output, boolean sizes, int iterations) {
    StartMethod method = sizes ? StartMethod.SECOND_ORDER : StartMethod.REPTILE;
    return new StartRequest(
        config(),
        Fits.SAMPLE.toString(),
        output.toString(),
        Split.TRAIN,
        40,
        new StartPlan(method, 3, sizes, iterations, 4, 2e-3, 0.3),
        0,
        false);
  }

  private static StartReport run(StartRequest request, int threads) {
    return StartJob.run(spark, request, quiet(), threads, () -> false);
  }

  private static PrintStream quiet() {
    return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  }

  private static FitRequest fit(Path output, String... settings) {
    return FitRequest.of(config(settings), Fits.SAMPLE.toString(), output.toString())
        .withSelection(SOME);
  }

  private static String sha256(Path file) throws IOException {
    return Sha256.of(Files.readAllBytes(file));
  }

  @Test
  void the_file_says_what_it_was_made_of_and_how_good_it_is() throws IOException {
    TensorFile file = Safetensors.decode(Files.readAllBytes(start), "start");

    assertThat(file.tensors().keySet()).containsExactlyInAnyOrder("start", "step-sizes");
    assertThat(file.tensors().get("step-sizes").shape()).containsExactly(3, 105);
    assertThat(file.metadata())
        .containsEntry("dataset", "sample")
        .containsEntry("images", "40")
        .containsEntry("held-out", "16")
        .containsEntry("iterations", "6")
        .containsEntry("method", "second-order")
        .containsKeys("recipe", "seed", "iteration", "psnr-before", "psnr-after", "anchorage");
  }

  @Test
  void the_bytes_of_the_file_do_not_depend_on_threads() throws IOException {
    Path again = folder.resolve("again.safetensors");
    StartReport report = run(request(again, true, 6), 5);

    assertThat(sha256(again)).isEqualTo(sha256(start)).isEqualTo(report.sha256());
  }

  @Test
  void a_run_that_was_stopped_goes_on_and_ends_with_the_same_bytes() throws IOException {
    Path output = folder.resolve("s.safetensors");
    AtomicInteger looks = new AtomicInteger();
    StartReport stopped =
        StartJob.run(
            spark, request(output, true, 6), quiet(), 2, () -> looks.incrementAndGet() > 3);
    assertThat(stopped.complete()).isFalse();
    assertThat(stopped.iterations()).isEqualTo(3);
    assertThat(output).doesNotExist();
    assertThatThrownBy(() -> run(request(output, true, 6), 2))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--resume");
    assertThatThrownBy(() -> run(resumed(request(output, true, 7)), 2))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("iterations 6 there, 7 here");

    StartReport whole = run(resumed(request(output, true, 6)), 1);

    assertThat(whole.looks().stream().map(StartReport.Look::iteration))
        .as("looks from before the stop, too")
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(whole.looks().stream().mapToDouble(StartReport.Look::psnr).max())
        .hasValue(whole.after().mean());
    assertThat(sha256(output)).isEqualTo(sha256(start));
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(output);
    }
  }

  private static StartRequest resumed(StartRequest request) {
    return new StartRequest(
        request.config(),
        request.input(),
        request.output(),
        request.split(),
        request.images(),
        request.plan(),
        request.budgetMinutes(),
        true);
  }

  @Test
  void a_budget_decides_the_iterations() {
    StartRequest all = request(folder.resolve("b.safetensors"), false, 100_000);
    StartRequest brief =
        new StartRequest(
            all.config(), all.input(), all.output(), all.split(), 20, all.plan(), 0.02, false);

    StartReport report = run(brief, 2);

    assertThat(report.complete()).isTrue();
    assertThat(report.of()).isBetween(1, 99_999);
    assertThat(report.seconds()).isLessThan(60);
  }

  @Test
  void the_output_must_be_new_and_named_as_what_it_is() {
    assertThatThrownBy(() -> run(request(start, true, 6), 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("exists already");
    assertThatThrownBy(() -> run(request(folder.resolve("start"), true, 6), 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("*.safetensors");
  }

  @Test
  void a_table_keeps_its_start_and_goes_on_without_the_file() throws IOException {
    Path whole = folder.resolve("whole");
    Path grown = folder.resolve("grown");
    Fits.run(spark, fit(whole).withStart(start.toString()).withPartitions(1));
    Fits.run(
        spark,
        fit(grown).withStart(start.toString()).withPartitions(2).withSelection(SOME.withLimit(4)));
    Fits.run(spark, fit(grown).withMode(Mode.INCREMENTAL).withPartitions(7));

    assertThat(Fits.hash(grown)).isEqualTo(Fits.hash(whole));
    assertThat(Fits.table(whole).manifest().shared().sha256()).isEqualTo(sha256(start));
    assertThat(Fits.table(whole).manifest().shared().kind()).isEqualTo("start");
    assertThat(Fits.table(whole).manifest().spec().recipeJson()).contains(sha256(start));
    Fits.run(
        spark,
        fit(grown, "fit.family.start=" + sha256(start))
            .withMode(Mode.RESUME)
            .withStart(start.toString()));
    assertThat(Fits.hash(grown)).isEqualTo(Fits.hash(whole));
  }

  @Test
  void a_fit_of_no_steps_holds_the_start_itself() throws IOException {
    Path table = folder.resolve("none");
    Fits.run(
        spark,
        fit(table, "fit.stop.steps=0", "fit.family.last-layer=gradient")
            .withStart(start.toString())
            .withSelection(SOME.withLimit(1)));

    try (var rows = Fits.table(table).rows()) {
      float[] parameters =
          LearntStart.of(
                  new SharedParameters(
                      Safetensors.decode(Files.readAllBytes(start), "start").tensors()))
              .parameters();
      assertThat(rows.next().field().floats("parameters")).containsExactly(parameters);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fit.family.width=9, INPUT, 'has 105 parameters, but a siren of width 9'",
    "source.channels=rgb, INPUT, 'for 3 channels'",
    "fit.stop.steps=4, CONFIG, 'fit.stop.steps is 4, but start'",
    "fit.repeats=2, CONFIG, 'fit.repeats is 2'",
    "fit.family.initialisation=shared, CONFIG, 'set fit.family.initialisation to learnt'",
    "fit.family.kind=arc, CONFIG, 'fit.family.kind is arc'",
  })
  void a_start_that_does_not_fit_is_refused_in_one_line(
      String setting, UserException.Kind kind, String message) {
    FitRequest request =
        setting.endsWith("arc")
            ? FitRequest.of(
                Fits.arcConfig(), Fits.SAMPLE.toString(), folder.resolve("t").toString())
            : fit(folder.resolve("t"), setting);
    assertThatThrownBy(() -> Fits.run(spark, request.withStart(start.toString())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((UserException) e).kind())
        .isEqualTo(kind);
    assertThat(folder.resolve("t/manifest.json")).doesNotExist();
  }

  @Test
  void a_start_that_is_not_there_or_another_than_the_recipe_names_is_refused() throws IOException {
    Path table = folder.resolve("t");
    String other = "0".repeat(64);
    assertThatThrownBy(() -> Fits.run(spark, fit(table)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("anchorage learn-start makes one");
    assertThatThrownBy(() -> Fits.run(spark, fit(table, "fit.family.start=" + other)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("of SHA-256 000000000000");
    assertThatThrownBy(
            () ->
                Fits.run(
                    spark, fit(table, "fit.family.start=" + other).withStart(start.toString())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(other)
        .hasMessageContaining(sha256(start));
    assertThatThrownBy(
            () -> Fits.run(spark, fit(table).withStart(folder.resolve("nowhere").toString())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Start file does not exist");
    Path noise = Files.write(folder.resolve("noise"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Fits.run(spark, fit(table).withStart(noise.toString())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("give a file that learn-start wrote");
    Path decoder =
        Files.write(
            folder.resolve("other"),
            Safetensors.encode(new TensorFile(new TreeMap<>(), new TreeMap<>())));
    assertThatThrownBy(() -> Fits.run(spark, fit(table).withStart(decoder.toString())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no tensor start");
    assertThat(table.resolve("manifest.json")).doesNotExist();
  }

  @Test
  void other_engines_refuse_solved_layers_and_learnt_sizes() {
    FitRequest solved = fit(folder.resolve("t")).withStart(start.toString()).withEngine("djl");
    assertThatThrownBy(() -> Fits.run(spark, solved))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("last-layer solved");
    FitRequest sized =
        fit(folder.resolve("t"), "fit.family.last-layer=gradient")
            .withStart(start.toString())
            .withEngine("djl");
    assertThatThrownBy(() -> Fits.run(spark, sized))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Engine djl does not take the learnt step sizes");
  }

  @Test
  void families_without_a_vector_of_parameters_have_no_start_to_learn() {
    StartRequest siren = request(folder.resolve("a.safetensors"), false, 1);
    StartRequest arc =
        new StartRequest(
            Fits.arcConfig(),
            siren.input(),
            siren.output(),
            siren.split(),
            siren.images(),
            siren.plan(),
            0,
            false);
    assertThatThrownBy(() -> run(arc, 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Family arc has no start that can be learnt");
  }
}
