package io.anchorage.jobs.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ArrayTable;
import io.anchorage.format.array.ElementType;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.exchange.hdf5.Hdf5File;
import io.anchorage.jobs.exchange.hdf5.Hdf5Writer;
import io.anchorage.jobs.exchange.in.ImportJob;
import io.anchorage.jobs.exchange.in.ImportReport;
import io.anchorage.jobs.exchange.in.ImportRequest;
import io.anchorage.jobs.exchange.in.ImportSplits;
import io.anchorage.jobs.exchange.out.ExportJob;
import io.anchorage.jobs.exchange.out.ExportRequest;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HDF5 of fit-a-nef's and files of graphs and clouds: what other people's loaders load.
 *
 * <p>Over 300 lines, because of the loaders' programs.
 */
class LoadersTest {
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();
  private static final int IMAGES = 9;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static JavaSparkContext spark;
  private static Path nefs;
  private static Path arcs;

  @BeforeAll
  static void fitted() {
    spark = SparkContexts.open("loaders", "local[2]");
    nefs = shared.resolve("nefs");
    fit(
        nefs,
        "fit.family={kind: siren, variant: fit-a-nef, width: 12, depth: 2, omega: 8}",
        "signal.values=standardised-dataset",
        "fit.adam.learning-rate=2e-2",
        "fit.stop.steps=150",
        "fit.repeats=2");
    arcs = shared.resolve("arcs");
    fit(
        arcs,
        "fit.family.kind=arc",
        "fit.family.decoder.images=4",
        "fit.family.decoder.steps=4",
        "fit.stop.steps=4");
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static void fit(Path output, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("run.progress-seconds=60");
    all.add("source.dataset=fashion-mnist");
    FitRequest request =
        FitRequest.of(JobConfigs.load(null, all), SAMPLE.toString(), output.toString());
    FitJob.run(
        spark, request.withSelection(request.selection().withLimit(IMAGES)).withPartitions(3));
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  }

  private static void export(Path table, Path output, String format, int perFile) {
    ExportJob.run(
        spark,
        new ExportRequest(table.toString(), output.toString(), format, "", perFile, false),
        silence());
  }

  private static ImportReport in(Path input, Path output, ImportSplits splits, String images) {
    return ImportJob.run(
        spark,
        new ImportRequest(
            input.toString(),
            output.toString(),
            "fit-a-nef",
            "",
            List.of(),
            "",
            images,
            List.of(),
            splits,
            false),
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

  @Test
  void nefs_come_back_with_the_same_parameters_and_contract_and_show_their_images() {
    Path files = folder.resolve("files");
    export(nefs, files, "fit-a-nef", 7);

    ImportReport report =
        in(files, folder.resolve("again"), ImportSplits.PUBLISHED, SAMPLE.toString());

    assertThat(report.fields()).isEqualTo(2 * IMAGES);
    assertThat(report.failures()).isZero();
    FieldTable before = open(nefs);
    FieldTable after = open(folder.resolve("again"));
    assertThat(after.parametersSha256()).isEqualTo(before.parametersSha256());
    assertThat(after.manifest().spec().contract()).isEqualTo(before.manifest().spec().contract());
    assertThat(after.manifest().spec().layout()).isEqualTo(before.manifest().spec().layout());
    assertThat(TableVerifier.verify(after, null).problems()).isEmpty();
    List<FieldSummary> fitted = summaries(nefs);
    List<FieldSummary> imported = summaries(folder.resolve("again"));
    for (int i = 0; i < fitted.size(); i++) {
      assertThat(imported.get(i).key()).isEqualTo(fitted.get(i).key());
      assertThat(imported.get(i).label()).isEqualTo(fitted.get(i).label());
      assertThat(imported.get(i).split()).isEqualTo(fitted.get(i).split());
      if (fitted.get(i).repeat() == 0) {
        assertThat(imported.get(i).psnr()).isCloseTo(fitted.get(i).psnr(), within(0.05));
        assertThat(imported.get(i).psnr()).isGreaterThan(14);
      }
    }
  }

  @Test
  void files_are_in_the_order_of_the_images_and_named_by_it() throws IOException {
    Path files = folder.resolve("files");
    export(nefs, files, "fit-a-nef", 7);

    try (Stream<Path> all = Files.list(files)) {
      assertThat(all.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".hdf5")))
          .containsExactlyInAnyOrder("nefs_0-7.hdf5", "nefs_7-14.hdf5", "nefs_14-18.hdf5");
    }
    Hdf5File second = Hdf5File.open(files.resolve("nefs_7-14.hdf5"), "second");
    assertThat(second.texts().get("id"))
        .containsExactly(
            "fashion-mnist/train/7",
            "fashion-mnist/train/8",
            "fashion-mnist/train/0",
            "fashion-mnist/train/1",
            "fashion-mnist/train/2",
            "fashion-mnist/train/3",
            "fashion-mnist/train/4");
    assertThat(second.arrays().get("params").shape()).containsExactly(7L, 205L);
  }

  /** As fit-a-nef writes them: nothing but parameters and labels, and the rest by counting. */
  private static Path published(Path files, String dataset, long start) throws IOException {
    Files.createDirectories(files);
    int parameters = 3 * 4 + 5 * 4 + 5;
    float[] row = new float[parameters];
    for (int i = 0; i < parameters; i++) {
      row[i] = i;
    }
    ByteBuffer rows = ByteBuffer.allocate(3 * parameters * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 3; i++) {
      for (float value : row) {
        rows.putFloat(value);
      }
    }
    ByteBuffer labels = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    labels.putLong(7).putLong(2).putLong(1);
    ArrayTable table =
        new ArrayTable()
            .array(
                "params",
                new ArrayInfo(ElementType.F32, List.of(3L, (long) parameters)),
                sink -> sink.write(rows.array()))
            .array(
                "labels",
                new ArrayInfo(ElementType.I64, List.of(3L)),
                sink -> sink.write(labels.array()))
            .text(
                "param_config",
                List.of(
                    """
                    [["kernel_net_0.linear.bias", [4]], ["kernel_net_0.linear.kernel", [2, 4]], \
                    ["kernel_net_1.linear.bias", [4]], ["kernel_net_1.linear.kernel", [4, 4]], \
                    ["output_linear.bias", [1]], ["output_linear.kernel", [4, 1]]]"""));
    try (OutputStream out =
        Files.newOutputStream(files.resolve("nefs_%d-%d.hdf5".formatted(start, start + 3)))) {
      new Hdf5Writer().write(table, out);
    }
    Files.writeString(
        files.resolve("nef.json"), "{\"name\": \"SIREN\", \"params\": {\"omega_0\": 8.0}}");
    Files.writeString(
        files.resolve("cfg.json"),
        "{\"dataset\": {\"name\": \"%s\"}, \"train\": {\"num_steps\": 700, \"fixed_init\": false}}"
            .formatted(dataset));
    return files;
  }

  @Test
  void published_files_are_counted_and_split_as_the_arena_does_or_as_it_is_said()
      throws IOException {
    Path files = published(folder.resolve("files"), "MNIST", 70_000 + 59_999);

    in(files, folder.resolve("table"), ImportSplits.PUBLISHED, "");
    in(files, folder.resolve("other"), new ImportSplits(45_000, 50_000), "");

    List<FieldSummary> rows = summaries(folder.resolve("table"));
    assertThat(rows.stream().map(FieldSummary::id))
        .containsExactly("mnist/test/0", "mnist/test/1", "mnist/train/59999");
    assertThat(rows.stream().map(FieldSummary::split)).containsExactly("test", "test", "val");
    assertThat(rows.stream().map(FieldSummary::label)).containsExactly(2, 1, 7);
    assertThat(rows).allMatch(row -> row.repeat() == 1 && row.width() == 28 && row.steps() == 700);
    assertThat(summaries(folder.resolve("other")).stream().map(FieldSummary::split))
        .containsExactly("test", "test", "test");
    assertThat(open(folder.resolve("table")).manifest().spec().recipeJson()).contains("per-image");
    // The first layer has biases 0 .. 3, then weights 4 .. 11.
    float[] first =
        open(folder.resolve("table")).find("mnist/test/0").get(0).field().floats("parameters");
    assertThat(first[0]).isEqualTo(4);
    assertThat(first[8]).isZero();
  }

  @Test
  void what_a_folder_does_not_say_is_asked_for() throws IOException {
    Path files = published(folder.resolve("files"), "Photos", 0);
    refused(files, "what indices mean is known of [MNIST, CIFAR10");
    Files.delete(files.resolve("cfg.json"));
    refused(files, "cfg.json is missing, which says the images' dataset");
    refused(SAMPLE, "holds no files nefs_START-END.hdf5");
  }

  private void refused(Path input, String words) {
    assertThatThrownBy(() -> in(input, folder.resolve("t"), ImportSplits.PUBLISHED, ""))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void fields_without_points_have_no_clouds_and_arcs_are_no_nefs() {
    assertThatThrownBy(() -> export(nefs, folder.resolve("a"), "pointcept", 5))
        .hasMessageContaining("which have no points");
    assertThatThrownBy(() -> export(arcs, folder.resolve("b"), "fit-a-nef", 5))
        .hasMessageContaining("which are not layers of weights and biases");
  }

  /** Where PYTHON names a Python with h5py, torch and torch_geometric. */
  @Test
  void python_loads_what_is_written() throws Exception {
    String python = System.getenv("PYTHON");
    Assumptions.assumeTrue(python != null && !python.isBlank(), "PYTHON is not set");
    export(nefs, folder.resolve("nef"), "fit-a-nef", 7);
    export(nefs, folder.resolve("npz"), "npz", 100);
    export(nefs, folder.resolve("hdf5"), "hdf5", 100);
    export(nefs, folder.resolve("graphs"), "pyg", 100);
    export(arcs, folder.resolve("anchors"), "pyg", 100);
    export(arcs, folder.resolve("clouds"), "pointcept", 100);
    export(arcs, folder.resolve("arrays"), "npz", 100);
    Path program = folder.resolve("loaders.py");
    try (var text = LoadersTest.class.getResourceAsStream("loaders.py")) {
      Files.copy(text, program);
    }
    Process run =
        new ProcessBuilder(python, program.toString(), folder.toString()).inheritIO().start();
    assertThat(run.waitFor()).isZero();
  }
}
