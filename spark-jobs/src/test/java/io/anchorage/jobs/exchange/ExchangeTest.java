package io.anchorage.jobs.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.format.torch.TorchFile;
import io.anchorage.format.torch.TorchTensor;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.exchange.in.ImportJob;
import io.anchorage.jobs.exchange.in.ImportReport;
import io.anchorage.jobs.exchange.in.ImportRequest;
import io.anchorage.jobs.exchange.out.ExportJob;
import io.anchorage.jobs.exchange.out.ExportReport;
import io.anchorage.jobs.exchange.out.ExportRequest;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fields leave tables in other people's files and come back.
 *
 * <p>Over 300 lines, because both ways of each format are one story.
 */
class ExchangeTest {
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();
  private static final int IMAGES = 24;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static JavaSparkContext spark;
  private static Path sirens;
  private static Path arcs;

  @BeforeAll
  static void fitted() {
    spark = SparkContexts.open("exchange", "local[2]");
    sirens = shared.resolve("sirens");
    fit(sirens, "fit.family.kind=siren", "fit.family.width=8", "fit.curve-at=[5, 10]");
    arcs = shared.resolve("arcs");
    fit(arcs, "fit.family.kind=arc", "fit.family.decoder.images=4", "fit.family.decoder.steps=4");
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static void fit(Path output, String... settings) {
    List<String> all = new ArrayList<>(List.of("fit.stop.steps=10", "run.progress-seconds=60"));
    all.addAll(List.of(settings));
    all.add("source.dataset=fashion-mnist");
    FitRequest request =
        FitRequest.of(JobConfigs.load(null, all), SAMPLE.toString(), output.toString());
    FitJob.run(
        spark, request.withSelection(request.selection().withLimit(IMAGES)).withPartitions(3));
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  }

  private static ExportReport export(Path table, Path output, String format, int perFile) {
    return export(table, output, format, "", perFile, false);
  }

  private static ExportReport export(
      Path table, Path output, String format, String split, int perFile, boolean resume) {
    return ExportJob.run(
        spark,
        new ExportRequest(table.toString(), output.toString(), format, split, perFile, resume),
        silence());
  }

  private static ImportReport in(Path input, Path output, String format, boolean resume) {
    return in(input, output, format, "", resume);
  }

  private static ImportReport in(
      Path input, Path output, String format, String images, boolean resume, String... settings) {
    return ImportJob.run(
        spark,
        new ImportRequest(
            input.toString(), output.toString(), format, images, List.of(settings), resume),
        silence());
  }

  private static FieldTable open(Path table) {
    return FieldTable.open(StorageFolder.at(table.toString(), new Configuration()));
  }

  private static List<FieldSummary> summaries(Path table) {
    List<FieldSummary> found = new ArrayList<>();
    try (ShardScan<FieldSummary> rows = open(table).summaries()) {
      rows.forEachRemaining(found::add);
    }
    found.sort((a, b) -> a.key().compareTo(b.key()));
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "npz", "safetensors", "hdf5"})
  void fields_come_back_with_the_same_parameters_contract_and_rows(String format) {
    for (Path table : List.of(sirens, arcs)) {
      Path files = folder.resolve("files-" + table.getFileName());
      Path again = folder.resolve("again-" + table.getFileName());

      ExportReport out = export(table, files, format, 10);
      ImportReport in = in(files, again, format, false);

      assertThat(out.fields()).isEqualTo(IMAGES);
      assertThat(out.files()).isEqualTo(3);
      assertThat(in.fields()).isEqualTo(IMAGES);
      assertThat(in.failures()).isZero();
      Manifest before = open(table).manifest();
      Manifest after = open(again).manifest();
      assertThat(open(again).parametersSha256()).isEqualTo(open(table).parametersSha256());
      assertThat(after.spec()).isEqualTo(before.spec());
      assertThat(after.shared()).isEqualTo(before.shared());
      assertThat(after.labelNames()).isEqualTo(before.labelNames());
      assertThat(after.origin().tableId()).isEqualTo(before.tableId());
      assertThat(after.runs().get(0).source()).isEqualTo(before.runs().get(0).source());
      assertThat(summaries(again)).isEqualTo(summaries(table));
      assertThat(curves(again)).isEqualTo(curves(table));
      assertThat(TableVerifier.verify(open(again), null).problems()).isEmpty();
    }
  }

  private static List<List<Float>> curves(Path table) {
    List<FieldRow> found = new ArrayList<>();
    try (ShardScan<FieldRow> rows = open(table).rows()) {
      rows.forEachRemaining(found::add);
    }
    found.sort((a, b) -> a.key().compareTo(b.key()));
    return found.stream().map(FieldRow::curve).toList();
  }

  @Test
  void a_split_is_exported_alone_and_an_unknown_one_is_refused() {
    long trained = summaries(sirens).stream().filter(row -> row.split().equals("test")).count();
    Assumptions.assumeTrue(trained == 0, "the first images of the sample are of the train split");
    assertThat(export(sirens, folder.resolve("a"), "npz", "train", 10, false).fields())
        .isEqualTo(IMAGES);
    assertThatThrownBy(() -> export(sirens, folder.resolve("b"), "npz", "test", 10, false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has no fields of split test");
  }

  @Test
  void an_output_that_exists_is_refused_and_an_export_that_was_begun_is_continued()
      throws IOException {
    Path whole = folder.resolve("whole");
    export(sirens, whole, "arrow", 10);
    Path part = folder.resolve("part");
    export(sirens, part, "arrow", 10);
    refused(() -> export(sirens, part, "arrow", 10), "is there already");
    refused(() -> export(sirens, part, "arrow", "", 10, true), "complete export, with nothing to");
    // As a run leaves it that was killed after its first file.
    String plan = plan(10);
    Files.writeString(part.resolve("_export.json"), plan);
    String done = Files.readString(part.resolve("export.json"));
    String first = done.substring(done.indexOf("\"files\" : [ ") + 12, done.indexOf('}') + 1);
    Files.writeString(part.resolve("_part-00000.json"), first);
    Files.delete(part.resolve("export.json"));
    Files.delete(part.resolve("part-00001.arrow"));
    refused(() -> export(sirens, part, "arrow", "", 11, true), "another table, split, format");

    ExportReport report = export(sirens, part, "arrow", "", 10, true);

    assertThat(report.present()).isEqualTo(1);
    assertThat(report.fields()).isEqualTo(IMAGES);
    for (String name : List.of("part-00000.arrow", "part-00001.arrow", "part-00002.arrow")) {
      assertThat(part.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
    assertThat(part.resolve("export.json")).exists();
    try (Stream<Path> files = Files.list(part)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("_"));
    }
  }

  private static String plan(int perFile) {
    Manifest manifest = open(sirens).manifest();
    List<String> hashes =
        manifest.shards().stream()
            .filter(shard -> shard.fields() != null)
            .map(shard -> "\"" + shard.fields().sha256() + "\"")
            .sorted()
            .toList();
    return """
        {
          "format" : "arrow",
          "table_id" : "%s",
          "split" : "",
          "fields_per_file" : %d,
          "shards" : [ %s ]
        }
        """
        .formatted(manifest.tableId(), perFile, String.join(", ", hashes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "npz", "safetensors", "hdf5"})
  void a_bad_file_is_one_failure_and_is_read_again_when_it_is_mended(String format)
      throws IOException {
    Path files = folder.resolve("files");
    export(sirens, files, format, 10);
    Path file = files.resolve("part-00001." + format);
    byte[] good = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    Path table = folder.resolve("table");

    ImportReport first = in(files, table, format, false);

    assertThat(first.fields()).isEqualTo(IMAGES - 10);
    assertThat(first.failures()).isEqualTo(1);
    assertThat(first.firstFailure()).contains("part-00001").doesNotContain("\n");
    Files.write(file, good);
    ImportReport second = in(files, table, format, true);
    assertThat(second.fields()).isEqualTo(10);
    assertThat(second.failures()).isZero();
    assertThat(open(table).parametersSha256()).isEqualTo(open(sirens).parametersSha256());
    assertThat(open(table).manifest().failures()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dws", "nfn"})
  void files_of_pytorch_come_back_with_the_same_weights_labels_and_splits(String format)
      throws IOException {
    Path files = folder.resolve("files");
    Path table = folder.resolve("table");

    export(sirens, files, format, 10);
    String in = format.equals("dws") ? "dwsnets" : "nfn";
    if (format.equals("nfn")) {
      Files.delete(files.resolve("splits.json"));
    }
    ImportReport report =
        in(
            files,
            table,
            in,
            SAMPLE.toString(),
            false,
            "fit.family.variant=reference",
            "signal.values=symmetric");

    assertThat(report.fields()).isEqualTo(IMAGES);
    assertThat(report.failures()).isZero();
    assertThat(report.scored()).isEqualTo(IMAGES);
    assertThat(open(table).parametersSha256()).isEqualTo(open(sirens).parametersSha256());
    List<FieldSummary> before = summaries(sirens);
    List<FieldSummary> after = summaries(table);
    for (int i = 0; i < IMAGES; i++) {
      assertThat(after.get(i).id()).isEqualTo(before.get(i).id());
      assertThat(after.get(i).label()).isEqualTo(before.get(i).label());
      assertThat(after.get(i).split()).isEqualTo(before.get(i).split());
      assertThat(after.get(i).psnr()).isCloseTo(before.get(i).psnr(), within(0.05));
      assertThat(after.get(i).pixelHash()).isEqualTo(before.get(i).pixelHash());
    }
    assertThat(TableVerifier.verify(open(table), null).problems()).isEmpty();
    assertThat(
            in(
                    files,
                    table,
                    in,
                    SAMPLE.toString(),
                    true,
                    "fit.family.variant=reference",
                    "signal.values=symmetric")
                .fields())
        .isZero();
  }

  @Test
  void a_contract_that_does_not_fit_shows_in_the_scores() {
    Path good = folder.resolve("fitted");
    FitRequest request =
        FitRequest.of(
            JobConfigs.load(
                null,
                List.of(
                    "fit.family.kind=siren",
                    "fit.family.variant=nfn",
                    "fit.adam.learning-rate=8e-3",
                    "fit.stop.steps=120",
                    "source.dataset=fashion-mnist",
                    "run.progress-seconds=60")),
            SAMPLE.toString(),
            good.toString());
    FitJob.run(spark, request.withSelection(request.selection().withLimit(8)));
    export(good, folder.resolve("files"), "nfn", 10);

    ImportReport right =
        in(folder.resolve("files"), folder.resolve("right"), "nfn", SAMPLE.toString(), false);
    ImportReport wrong =
        in(
            folder.resolve("files"),
            folder.resolve("wrong"),
            "nfn",
            SAMPLE.toString(),
            false,
            "fit.family.omega=20");

    assertThat(right.medianPsnr()).isGreaterThan(25);
    assertThat(right.doubt()).isEmpty();
    assertThat(wrong.medianPsnr()).isLessThan(15);
    assertThat(wrong.doubt())
        .contains("median PSNR is")
        .contains("have about 30")
        .doesNotContain("\n");
  }

  @Test
  void a_pickle_that_would_run_something_is_a_failure_and_runs_nothing() throws IOException {
    Path files = folder.resolve("files");
    export(sirens, files, "dws", 10);
    Path evil;
    try (Stream<Path> all = Files.walk(files)) {
      evil =
          all.filter(file -> file.toString().endsWith(".pth")).sorted().findFirst().orElseThrow();
    }
    Files.writeString(evil, "cos\nsystem\n(X\4\0\0\0echotR.");
    Path table = folder.resolve("table");

    ImportReport report = in(files, table, "dwsnets", false);

    assertThat(report.fields()).isEqualTo(IMAGES - 1);
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.firstFailure()).contains("os.system").contains("nothing is run");
    // Without images there are no hashes by which fields of one image could be found.
    assertThat(TableVerifier.verify(open(table), null).twins()).isEmpty();
    try (ShardScan<FailureRow> rows = open(table).failures()) {
      FailureRow row = rows.next();
      assertThat(row.stage()).isEqualTo("read");
      assertThat(row.message()).contains("asks for os.system");
    }
  }

  @Test
  void a_state_dictionary_has_what_the_readers_of_dwsnets_and_nfn_look_for() throws IOException {
    Path files = folder.resolve("files");
    export(sirens, files, "nfn", 10);
    FieldSummary first = summaries(sirens).get(0);
    String number = first.id().substring(first.id().lastIndexOf('/') + 1);
    Path file = files.resolve("randinit_smaller_%ds/net%s.pth".formatted(first.label(), number));

    Map<String, Object> entries = TorchFile.read(Files.readAllBytes(file), "net");

    assertThat(entries.keySet())
        .containsExactly(
            "net.0.linear.weight",
            "net.0.linear.bias",
            "net.1.linear.weight",
            "net.1.linear.bias",
            "net.2.weight",
            "net.2.bias");
    assertThat(((TorchTensor) entries.get("net.0.linear.weight")).shape()).containsExactly(8L, 2L);
    assertThat(Files.readString(files.resolve("splits.json")))
        .startsWith("{\"train\":{\"path\":[\"randinit_smaller_");
  }

  @Test
  void families_that_are_no_layers_have_no_state_dictionary() {
    refused(
        () -> export(arcs, folder.resolve("files"), "dws", 10),
        "which are not layers of weights and biases");
  }

  @Test
  void damaged_arrow_files_are_read_or_refused() throws IOException {
    Path files = folder.resolve("files");
    export(sirens, files, "arrow", 4);
    byte[] seed = Files.readAllBytes(files.resolve("part-00000.arrow"));
    Path one = folder.resolve("one.arrow");
    Manifest table = open(sirens).manifest();
    SplittableRandom random = new SplittableRandom(11);
    // By hand: -Danchorage.damaged-files=10000.
    int count = Integer.getInteger("anchorage.damaged-files", 2_000);
    for (int i = 0; i < count; i++) {
      byte[] file = i % 4 == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length)) : seed.clone();
      for (int k = 0; k <= random.nextInt(4) && file.length > 0; k++) {
        // Mostly in the footer and the headers of batches, where the lengths are.
        int at =
            random.nextBoolean()
                ? file.length - 1 - random.nextInt(Math.min(file.length, 6_000))
                : random.nextInt(file.length);
        file[at] = (byte) random.nextInt(256);
      }
      Files.write(one, file);
      assertThat(ArrowProbe.read(one, table)).doesNotContain("\n");
    }
  }

  @Test
  void a_tar_holds_the_arrays_classes_and_rows_that_webdataset_looks_for() throws IOException {
    Path files = folder.resolve("files");
    export(sirens, files, "webdataset", 10);
    byte[] tar = Files.readAllBytes(files.resolve("part-00000.tar"));

    assertThat(new String(tar, 0, 100, UTF_8).strip()).startsWith("00000000.parameters.npy");
    assertThat(new String(tar, 257, 5, UTF_8)).isEqualTo("ustar");
    assertThat(tar.length % 512).isZero();
  }

  @Test
  void files_of_nobody_and_formats_that_do_not_exist_are_refused_in_one_line() {
    refused(() -> export(sirens, folder.resolve("x"), "parquet", 10), "--format must be one of");
    refused(
        () -> in(SAMPLE, folder.resolve("y"), "dwsnets", false), "holds no files that are named");
    refused(() -> in(SAMPLE, folder.resolve("z"), "npz", false), "holds no files .npz");
  }

  private static void refused(Runnable action, String words) {
    assertThatThrownBy(action::run)
        .isInstanceOf(UserException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n")
        .extracting(error -> ((UserException) error).kind())
        .isIn(Kind.INPUT, Kind.OUTPUT, Kind.CONFIG);
  }

  /** Where PYTHON names a Python with pyarrow and numpy. */
  @Test
  void pyarrow_maps_an_exported_file_without_a_copy() throws Exception {
    String python = System.getenv("PYTHON");
    Assumptions.assumeTrue(python != null && !python.isBlank(), "PYTHON is not set");
    Path files = folder.resolve("files");
    export(sirens, files, "arrow", 100);
    export(sirens, folder.resolve("npz"), "npz", 100);
    String program =
        """
        import json, sys
        import numpy as np, pyarrow as pa
        table = pa.ipc.open_file(pa.memory_map(sys.argv[1])).read_all()
        assert pa.total_allocated_bytes() == 0
        rows = table["parameters"].chunk(0).flatten().to_numpy(zero_copy_only=True)
        other = np.load(sys.argv[2])
        assert (rows.reshape(table.num_rows, -1) == other["parameters"]).all()
        assert table["id"].to_pylist() == other["id"].tolist()
        layout = json.loads(table.schema.metadata[b"anchorage.layout"])
        assert [e["name"] for e in layout][:2] == ["W0", "b0"]
        """;
    Process run =
        new ProcessBuilder(
                python,
                "-c",
                program,
                files.resolve("part-00000.arrow").toString(),
                folder.resolve("npz/part-00000.npz").toString())
            .inheritIO()
            .start();
    assertThat(run.waitFor()).isZero();
  }
}
