package io.anchorage.jobs.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.format.Tensor;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.exchange.in.ImportJob;
import io.anchorage.jobs.exchange.in.ImportReport;
import io.anchorage.jobs.exchange.in.ImportRequest;
import io.anchorage.jobs.exchange.in.ImportSplits;
import io.anchorage.jobs.exchange.out.ExportJob;
import io.anchorage.jobs.exchange.out.ExportRequest;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the ARC thesis and of functa become tables with their shared parameters. */
class PublishedFieldsTest {
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();
  private static final int IMAGES = 8;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static JavaSparkContext spark;
  private static Path arcs;
  private static Path functas;

  @BeforeAll
  static void fitted() throws IOException {
    spark = SparkContexts.open("published", "local[2]");
    arcs = shared.resolve("arcs");
    fit(
        arcs,
        null,
        "fit.family.kind=arc",
        "fit.family.decoder.images=8",
        "fit.family.decoder.steps=120",
        "fit.stop.steps=120",
        "signal.values=standardised-image");
    functas = shared.resolve("functas");
    String[] settings = {
      "fit.family.kind=functa",
      "fit.family.latent-dim=48",
      "fit.family.width=16",
      "fit.family.depth=2",
      "fit.family.step-size=0",
      "fit.family.omega=20",
      "fit.stop.steps=100",
      "fit.adam.learning-rate=3e-2",
      "signal.values=unit"
    };
    fit(
        functas,
        PublishedFixtures.network(shared.resolve("network.safetensors"), settings),
        settings);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static void fit(Path output, Path decoder, String... settings) {
    List<String> all = new ArrayList<>(List.of("run.progress-seconds=60"));
    all.addAll(List.of(settings));
    all.add("source.dataset=fashion-mnist");
    FitRequest request =
        FitRequest.of(JobConfigs.load(null, all), SAMPLE.toString(), output.toString());
    if (decoder != null) {
      request = request.withDecoder(decoder.toString());
    }
    FitJob.run(spark, request.withSelection(request.selection().withLimit(IMAGES)));
  }

  private static ImportReport in(
      Path input, Path output, String format, String size, String images, String... settings) {
    return ImportJob.run(
        spark,
        new ImportRequest(
            input.toString(),
            output.toString(),
            format,
            "",
            List.of(),
            size,
            images,
            List.of(settings),
            ImportSplits.PUBLISHED,
            false),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  private static FieldTable open(Path table) {
    return PublishedFixtures.open(table);
  }

  private static List<FieldRow> rows(Path table) {
    return PublishedFixtures.rows(table);
  }

  private static Map<String, Tensor> decoder(Path table) throws IOException {
    return PublishedFixtures.shared(table);
  }

  private Path arcFiles() throws IOException {
    return PublishedFixtures.arc(arcs, folder.resolve("arc-files"));
  }

  private Path functaFiles() throws IOException {
    return PublishedFixtures.functa(functas, folder.resolve("functa-files"));
  }

  @Test
  void clouds_come_with_their_decoder_and_the_images_say_size_mean_and_deviation()
      throws IOException {
    Path files = arcFiles();
    Path table = folder.resolve("table");

    ImportReport report = in(files, table, "arc", "", SAMPLE.toString());

    assertThat(report.failures()).isZero();
    assertThat(report.scored()).isEqualTo(IMAGES);
    assertThat(open(table).parametersSha256()).isEqualTo(open(arcs).parametersSha256());
    for (Map.Entry<String, Tensor> tensor : decoder(arcs).entrySet()) {
      assertThat(decoder(table).get(tensor.getKey()).data()).isEqualTo(tensor.getValue().data());
    }
    List<FieldRow> before = rows(arcs);
    List<FieldRow> after = rows(table);
    for (int i = 0; i < IMAGES; i++) {
      FieldSummary was = before.get(i).summary();
      FieldSummary is = after.get(i).summary();
      assertThat(is.id()).isEqualTo(was.id());
      assertThat(is.label()).isEqualTo(was.label());
      assertThat(is.split()).isEqualTo(was.split());
      assertThat(is.pixelHash()).isEqualTo(was.pixelHash());
      assertThat(is.psnr()).isCloseTo(was.psnr(), within(0.01));
      assertThat(after.get(i).field().number("relative_mean"))
          .isEqualTo(before.get(i).field().number("relative_mean"));
      assertThat(after.get(i).field().number("relative_std"))
          .isEqualTo(before.get(i).field().number("relative_std"));
      assertThat(after.get(i).field().normalisation())
          .isEqualTo(before.get(i).field().normalisation());
    }
    assertThat(TableVerifier.verify(open(table), null).problems()).isEmpty();
    comesBack(table);
  }

  @Test
  void clouds_in_the_wrong_range_of_values_are_visibly_wrong() throws IOException {
    Path files = arcFiles();
    Path table = folder.resolve("table");

    ImportReport report = in(files, table, "arc", "", SAMPLE.toString(), "signal.values=unit");

    double right = rows(arcs).stream().mapToDouble(row -> row.summary().psnr()).min().orElse(0);
    assertThat(report.medianPsnr()).isLessThan(right - 3);
    assertThat(report.doubt()).contains("median PSNR is").doesNotContain("\n");
  }

  @Test
  void clouds_without_images_need_a_size_and_clouds_without_a_decoder_are_refused()
      throws IOException {
    Path files = arcFiles();
    assertThatThrownBy(() -> in(files, folder.resolve("a"), "arc", "", ""))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--size 28x28");
    ImportReport report = in(files, folder.resolve("b"), "arc", "28x28", "");
    assertThat(report.fields()).isEqualTo(IMAGES);
    assertThat(report.scored()).isZero();
    assertThat(rows(folder.resolve("b")).get(0).field().number("relative_std"))
        .isEqualTo(rows(arcs).get(0).field().number("relative_std"));
    ImportReport small = in(files, folder.resolve("c"), "arc", "4x4", "");
    assertThat(small.fields()).isZero();
    assertThat(small.firstFailure()).contains("outside of an image of 4x4");
    Files.delete(files.resolve("shared-dec.pt"));
    assertThatThrownBy(() -> in(files, folder.resolve("d"), "arc", "28x28", ""))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("need their shared parameters");
  }

  @Test
  void a_cloud_that_would_run_something_is_a_failure_and_runs_nothing() throws IOException {
    Path files = arcFiles();
    Path trap = Path.of("trap");
    Files.writeString(
        files.resolve("train/99999_3_psnr1.00.pt"), "cos\nsystem\n(X\n\0\0\0touch traptR.");

    ImportReport report = in(files, folder.resolve("table"), "arc", "28x28", "");

    assertThat(report.fields()).isEqualTo(IMAGES);
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.firstFailure()).contains("os.system").contains("nothing is run");
    assertThat(trap).doesNotExist();
  }

  @Test
  void modulations_come_with_their_network_and_give_the_same_images() throws IOException {
    Path files = functaFiles();
    Path table = folder.resolve("table");

    ImportReport report =
        in(files, table, "functa", "", SAMPLE.toString(), "fit.family.step-size=0");

    assertThat(report.failures()).isZero();
    assertThat(report.scored()).isEqualTo(IMAGES);
    assertThat(open(table).parametersSha256()).isEqualTo(open(functas).parametersSha256());
    List<FieldRow> before = rows(functas);
    List<FieldRow> after = rows(table);
    for (int i = 0; i < IMAGES; i++) {
      assertThat(after.get(i).summary().id()).isEqualTo(before.get(i).summary().id());
      assertThat(after.get(i).summary().psnr())
          .isCloseTo(before.get(i).summary().psnr(), within(1e-3));
      assertThat(after.get(i).summary().pixelHash()).isEqualTo(before.get(i).summary().pixelHash());
      assertThat(after.get(i).summary().label()).isEqualTo(before.get(i).summary().label());
    }
    assertThat(open(table).manifest().spec().layout())
        .isEqualTo(open(functas).manifest().spec().layout());
    assertThat(TableVerifier.verify(open(table), null).problems()).isEmpty();
    comesBack(table);
  }

  @Test
  void modulations_under_another_contract_are_visibly_wrong() throws IOException {
    Path files = functaFiles();

    ImportReport right = in(files, folder.resolve("a"), "functa", "", SAMPLE.toString());
    ImportReport wrong =
        in(files, folder.resolve("b"), "functa", "", SAMPLE.toString(), "fit.family.omega=60");

    assertThat(wrong.medianPsnr()).isLessThan(right.medianPsnr() - 1);
    assertThat(wrong.doubt()).contains("median PSNR is");
  }

  @Test
  void modulations_without_images_keep_the_psnr_of_their_file() throws IOException {
    in(functaFiles(), folder.resolve("table"), "functa", "", "");

    List<FieldRow> before = rows(functas);
    List<FieldRow> after = rows(folder.resolve("table"));
    for (int i = 0; i < IMAGES; i++) {
      assertThat(after.get(i).summary().psnr()).isEqualTo(before.get(i).summary().psnr());
      assertThat(after.get(i).summary().ssim()).isNaN();
    }
  }

  /** Through Arrow and back, with the shared parameters. */
  private void comesBack(Path table) {
    Path files = folder.resolve("arrow");
    Path again = folder.resolve("again");
    PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    ExportJob.run(
        spark,
        new ExportRequest(table.toString(), files.toString(), "arrow", "", 10, false),
        silence);
    ImportJob.run(
        spark,
        new ImportRequest(files.toString(), again.toString(), "arrow", "", List.of(), false),
        silence);
    assertThat(open(again).parametersSha256()).isEqualTo(open(table).parametersSha256());
    assertThat(open(again).manifest().shared()).isEqualTo(open(table).manifest().shared());
  }
}
