package io.anchorage.jobs.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.format.array.ArrayContent;
import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ArrayTable;
import io.anchorage.format.array.ElementType;
import io.anchorage.format.array.NpzWriter;
import io.anchorage.format.array.SafetensorsWriter;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.exchange.in.ImportJob;
import io.anchorage.jobs.exchange.in.ImportReport;
import io.anchorage.jobs.exchange.in.ImportRequest;
import io.anchorage.jobs.exchange.in.ImportSplits;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of anyone's become tables if a config says what they are. */
class ForeignArraysTest {
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();
  private static final int IMAGES = 10;
  private static final List<String> RECIPE =
      List.of(
          "fit.family.kind=siren",
          "fit.family.width=8",
          "fit.family.depth=2",
          "fit.stop.steps=40",
          "fit.adam.learning-rate=5e-3");

  @TempDir static Path shared;
  @TempDir Path folder;
  private static JavaSparkContext spark;
  private static Path sirens;
  private static Path config;

  @BeforeAll
  static void fitted() throws IOException {
    spark = SparkContexts.open("foreign", "local[2]");
    sirens = shared.resolve("sirens");
    List<String> settings = new ArrayList<>(RECIPE);
    settings.add("source.dataset=fashion-mnist");
    settings.add("run.progress-seconds=60");
    FitRequest request =
        FitRequest.of(JobConfigs.load(null, settings), SAMPLE.toString(), sirens.toString());
    FitJob.run(spark, request.withSelection(request.selection().withLimit(IMAGES)));
    config = shared.resolve("recipe.yaml");
    Files.writeString(
        config,
        """
        fit:
          family: {kind: siren, width: 8, depth: 2}
          adam: {learning-rate: 5e-3}
          stop: {steps: 40}
        """);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static List<FieldRow> rows(Path table) {
    return PublishedFixtures.rows(table);
  }

  private ImportReport in(
      Path input, String output, String format, String size, String images, String... arrays) {
    return ImportJob.run(
        spark,
        new ImportRequest(
            input.toString(),
            folder.resolve(output).toString(),
            format,
            config.toString(),
            List.of(arrays),
            size,
            images,
            List.of(),
            ImportSplits.PUBLISHED,
            false),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  private static ArrayContent floats(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return out -> out.write(bytes.array());
  }

  private static ArrayContent longs(long[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return out -> out.write(bytes.array());
  }

  private Path written(String name, ArrayTable.Form form, ArrayTable table) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      form.write(table, out);
    }
    return file;
  }

  private static float[] all(int length) {
    float[] all = new float[IMAGES * length];
    List<FieldRow> rows = rows(sirens);
    for (int i = 0; i < IMAGES; i++) {
      System.arraycopy(rows.get(i).field().floats("parameters"), 0, all, i * length, length);
    }
    return all;
  }

  private static long[] labels() {
    return rows(sirens).stream().mapToLong(row -> row.summary().label()).toArray();
  }

  private static List<String> ids() {
    return rows(sirens).stream().map(row -> row.summary().id()).toList();
  }

  private Path matrix(boolean named) throws IOException {
    int length = rows(sirens).get(0).field().floats("parameters").length;
    long count = IMAGES;
    ArrayTable table =
        new ArrayTable()
            .array(
                "weights",
                new ArrayInfo(ElementType.F32, List.of(count, (long) length)),
                floats(all(length)))
            .array("labels", new ArrayInfo(ElementType.I64, List.of(count)), longs(labels()));
    return written("train.npz", new NpzWriter(), named ? table.text("id", ids()) : table);
  }

  @Test
  void a_matrix_of_parameters_with_labels_and_ids_is_the_same_table_under_its_recipe()
      throws IOException {
    Path file = matrix(true);

    ImportReport report =
        in(file, "table", "npz", "", SAMPLE.toString(), "parameters=weights", "label=labels");

    assertThat(report.failures()).isZero();
    assertThat(report.scored()).isEqualTo(IMAGES);
    Path table = folder.resolve("table");
    assertThat(PublishedFixtures.open(table).parametersSha256())
        .isEqualTo(PublishedFixtures.open(sirens).parametersSha256());
    assertThat(PublishedFixtures.open(table).manifest().spec())
        .isEqualTo(PublishedFixtures.open(sirens).manifest().spec());
    for (int i = 0; i < IMAGES; i++) {
      assertThat(rows(table).get(i).summary().label())
          .isEqualTo(rows(sirens).get(i).summary().label());
      assertThat(rows(table).get(i).summary().psnr())
          .isCloseTo(rows(sirens).get(i).summary().psnr(), within(1e-3));
    }
  }

  @Test
  void one_array_a_layer_as_pytorch_stacks_them_is_turned() throws IOException {
    int length = rows(sirens).get(0).field().floats("parameters").length;
    float[] all = all(length);
    int[] sizes = {2, 8, 8, 1};
    ArrayTable table = new ArrayTable();
    int at = 0;
    for (int l = 0; l < 3; l++) {
      int in = sizes[l];
      int out = sizes[l + 1];
      float[] weights = new float[IMAGES * in * out];
      float[] biases = new float[IMAGES * out];
      for (int n = 0; n < IMAGES; n++) {
        for (int o = 0; o < out; o++) {
          for (int i = 0; i < in; i++) {
            weights[(n * out + o) * in + i] = all[n * length + at + i * out + o];
          }
          biases[n * out + o] = all[n * length + at + in * out + o];
        }
      }
      at += (in + 1) * out;
      List<Long> shape = List.of((long) IMAGES, (long) out, (long) in);
      table =
          table
              .array("seq." + l + ".weight", new ArrayInfo(ElementType.F32, shape), floats(weights))
              .array(
                  "seq." + l + ".bias",
                  new ArrayInfo(ElementType.F32, shape.subList(0, 2)),
                  floats(biases));
    }
    Path file = written("stack.safetensors", new SafetensorsWriter(), table);

    ImportReport report =
        in(file, "table", "safetensors", "28x28", "", "W{l}=seq.{l}.weight.T", "b{l}=seq.{l}.bias");

    assertThat(report.fields()).isEqualTo(IMAGES);
    List<FieldRow> after = rows(folder.resolve("table"));
    for (int i = 0; i < IMAGES; i++) {
      FieldRow row = after.get(i);
      assertThat(row.summary().id()).isEqualTo("stack/train/" + i);
      assertThat(row.summary().psnr()).isNaN();
      assertThat(row.field().floats("parameters"))
          .isEqualTo(rows(sirens).get(i).field().floats("parameters"));
    }
  }

  @Test
  void what_is_missing_is_one_line_before_anything_is_written() throws IOException {
    Path file = matrix(false);
    refused(() -> in(file, "a", "npz", "28x28", ""), "name them with --array COLUMN=NAME");
    refused(
        () -> in(file, "b", "npz", "", "", "parameters=weights"),
        "does not say how large the images");
    refused(
        () -> in(file, "c", "npz", "28", "", "parameters=weights"), "--size must be HEIGHTxWIDTH");
    refused(() -> in(file, "d", "npz", "28x28", "", "weights"), "--array must be COLUMN=NAME");
    refused(
        () -> in(file, "e", "npz", "28x28", "", "wights=weights"), "these fields have no wights");
    refused(
        () -> in(file, "f", "npz", "28x28", "", "parameters=labels"),
        "labels of train.npz has shape");
    assertThat(folder.resolve("a")).doesNotExist();
    refused(
        () ->
            ImportJob.run(
                spark,
                new ImportRequest(
                    file.toString(), folder.resolve("g").toString(), "npz", "", List.of(), false),
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8)),
        "--config FILE");
  }

  private static void refused(Runnable action, String words) {
    assertThatThrownBy(action::run)
        .isInstanceOf(UserException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }
}
