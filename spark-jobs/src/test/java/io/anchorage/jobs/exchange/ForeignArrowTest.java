package io.anchorage.jobs.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.exchange.in.ImportJob;
import io.anchorage.jobs.exchange.in.ImportReport;
import io.anchorage.jobs.exchange.in.ImportRequest;
import io.anchorage.jobs.exchange.in.ImportSplits;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Arrow files of other programs, which say nothing of what their fields are.
 *
 * <p>Over 300 lines, because columns are put together as other programs have them.
 */
class ForeignArrowTest {
  private static final int FIELDS = 5;
  private static final int[] SIZES = {2, 8, 8, 1};
  private static final int LENGTH = 2 * 8 + 8 + 8 * 8 + 8 + 8 + 1;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path config;
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() throws IOException {
    config = shared.resolve("recipe.yaml");
    Files.writeString(
        config,
        """
        fit:
          family: {kind: siren, width: 8, depth: 2}
          stop: {steps: 40}
        """);
    spark = SparkContexts.open("foreign arrow", "local[2]");
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private ImportReport in(Path file, String table, String... arrays) {
    return ImportJob.run(
        spark,
        new ImportRequest(
            file.toString(),
            folder.resolve(table).toString(),
            "arrow",
            config.toString(),
            List.of(arrays),
            "28x28",
            "",
            List.of(),
            ImportSplits.PUBLISHED,
            false),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  /** [fields][length] */
  private static float[][] numbers(int length) {
    SplittableRandom random = new SplittableRandom(length);
    float[][] all = new float[FIELDS][length];
    for (float[] row : all) {
      for (int i = 0; i < length; i++) {
        row[i] = (float) random.nextDouble(-1, 1);
      }
    }
    return all;
  }

  /** A column as pyarrow makes it of lists in Python: {@code list<item: float>}. */
  private static FieldVector lists(RootAllocator memory, String name, float[][] rows) {
    ListVector list = ListVector.empty(name, memory);
    Float4Vector items =
        (Float4Vector) list.addOrGetVector(FieldType.nullable(single())).getVector();
    int at = 0;
    for (int r = 0; r < rows.length; r++) {
      list.startNewValue(r);
      for (float value : rows[r]) {
        items.setSafe(at++, value);
      }
      list.endValue(r, rows[r].length);
    }
    list.setValueCount(rows.length);
    return list;
  }

  /** A column as pyarrow makes it of a matrix: {@code fixed_size_list<item: float>[length]}. */
  private static FieldVector fixed(RootAllocator memory, String name, float[][] rows) {
    int length = rows[0].length;
    FixedSizeListVector list = FixedSizeListVector.empty(name, length, memory);
    Float4Vector items =
        (Float4Vector) list.addOrGetVector(FieldType.nullable(single())).getVector();
    for (int r = 0; r < rows.length; r++) {
      while (list.getValueCapacity() <= r) {
        list.reAlloc();
      }
      list.setNotNull(r);
      for (int i = 0; i < length; i++) {
        items.setSafe(r * length + i, rows[r][i]);
      }
    }
    list.setValueCount(rows.length);
    return list;
  }

  private static ArrowType single() {
    return new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  }

  private static FieldVector labels(RootAllocator memory, String name) {
    IntVector labels = new IntVector(name, memory);
    for (int r = 0; r < FIELDS; r++) {
      labels.setSafe(r, 10 + r);
    }
    labels.setValueCount(FIELDS);
    return labels;
  }

  private static FieldVector texts(RootAllocator memory, String name, String... values) {
    VarCharVector texts = new VarCharVector(name, memory);
    for (int r = 0; r < FIELDS; r++) {
      texts.setSafe(r, values[r % values.length].formatted(r).getBytes(UTF_8));
    }
    texts.setValueCount(FIELDS);
    return texts;
  }

  private Path file(String name, List<FieldVector> columns) throws IOException {
    Path file = folder.resolve(name);
    try (VectorSchemaRoot batch = new VectorSchemaRoot(columns);
        OutputStream out = Files.newOutputStream(file);
        ArrowFileWriter writer = new ArrowFileWriter(batch, null, Channels.newChannel(out))) {
      batch.setRowCount(FIELDS);
      writer.start();
      writer.writeBatch();
      writer.end();
    }
    return file;
  }

  @Test
  void lists_of_floats_with_labels_ids_and_splits_become_a_table_under_a_recipe()
      throws IOException {
    float[][] weights = numbers(LENGTH);
    Path file;
    try (RootAllocator memory = new RootAllocator()) {
      file =
          file(
              "weights.arrow",
              List.of(
                  lists(memory, "weights", weights),
                  labels(memory, "target"),
                  texts(memory, "id", "mine/train/%d"),
                  texts(memory, "split", "train", "test")));
    }

    ImportReport report = in(file, "table", "parameters=weights", "label=target");

    assertThat(report.fields()).isEqualTo(FIELDS);
    assertThat(report.failures()).isZero();
    List<FieldRow> rows = PublishedFixtures.rows(folder.resolve("table"));
    for (int r = 0; r < FIELDS; r++) {
      assertThat(rows.get(r).field().floats("parameters")).isEqualTo(weights[r]);
      assertThat(rows.get(r).summary().id()).isEqualTo("mine/train/" + r);
      assertThat(rows.get(r).summary().label()).isEqualTo(10 + r);
      assertThat(rows.get(r).summary().split()).isEqualTo(r % 2 == 0 ? "train" : "test");
      assertThat(rows.get(r).summary().steps()).isEqualTo(40);
    }
  }

  @Test
  void lists_of_a_fixed_size_one_a_layer_as_pytorch_has_them_are_turned() throws IOException {
    List<float[][]> weights = new ArrayList<>();
    List<float[][]> biases = new ArrayList<>();
    Path file;
    try (RootAllocator memory = new RootAllocator()) {
      List<FieldVector> columns = new ArrayList<>();
      for (int l = 0; l < 3; l++) {
        weights.add(numbers(SIZES[l] * SIZES[l + 1]));
        biases.add(numbers(SIZES[l + 1]));
        columns.add(fixed(memory, "seq." + l + ".weight", weights.get(l)));
        columns.add(fixed(memory, "seq." + l + ".bias", biases.get(l)));
      }
      file = file("layers.arrow", columns);
    }

    in(file, "table", "W{l}=seq.{l}.weight.T", "b{l}=seq.{l}.bias");

    List<FieldRow> rows = PublishedFixtures.rows(folder.resolve("table"));
    for (int r = 0; r < FIELDS; r++) {
      float[] parameters = rows.get(r).field().floats("parameters");
      int at = 0;
      for (int l = 0; l < 3; l++) {
        for (int i = 0; i < SIZES[l]; i++) {
          for (int o = 0; o < SIZES[l + 1]; o++) {
            assertThat(parameters[at++]).isEqualTo(weights.get(l)[r][o * SIZES[l] + i]);
          }
        }
        for (int o = 0; o < SIZES[l + 1]; o++) {
          assertThat(parameters[at++]).isEqualTo(biases.get(l)[r][o]);
        }
      }
      assertThat(rows.get(r).summary().id()).isEqualTo("layers/train/" + r);
    }
  }

  @Test
  void lists_of_another_length_are_refused_before_anything_is_written() throws IOException {
    Path file;
    try (RootAllocator memory = new RootAllocator()) {
      file = file("short.arrow", List.of(fixed(memory, "parameters", numbers(LENGTH - 1))));
    }

    refused(
        () -> in(file, "table"),
        "short.arrow has fields of another number of parameters than the recipe");

    assertThat(folder.resolve("table")).doesNotExist();
  }

  @Test
  void one_list_that_is_too_short_makes_its_file_a_failure_in_one_line() throws IOException {
    float[][] rows = numbers(LENGTH);
    rows[3] = new float[LENGTH - 1];
    Path file;
    try (RootAllocator memory = new RootAllocator()) {
      file = file("gap.arrow", List.of(lists(memory, "parameters", rows)));
    }

    ImportReport report = in(file, "table");

    assertThat(report.fields()).isZero();
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.firstFailure())
        .isEqualTo(
            "field 3 of gap.arrow has %d parameters where the recipe has %d"
                .formatted(LENGTH - 1, LENGTH));
  }

  @Test
  void lists_of_doubles_lists_with_nulls_and_lists_of_no_name_are_refused_in_one_line()
      throws IOException {
    Path doubles;
    Path nulls;
    Path unnamed;
    try (RootAllocator memory = new RootAllocator()) {
      ListVector list = ListVector.empty("parameters", memory);
      Float8Vector items =
          (Float8Vector)
              list.addOrGetVector(
                      FieldType.nullable(
                          new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)))
                  .getVector();
      list.startNewValue(0);
      items.setSafe(0, 1);
      list.endValue(0, 1);
      list.setValueCount(FIELDS);
      doubles = file("doubles.arrow", List.of(list));
      FixedSizeListVector gaps = (FixedSizeListVector) fixed(memory, "parameters", numbers(LENGTH));
      gaps.getDataVector().setNull(7);
      nulls = file("nulls.arrow", List.of(gaps));
      unnamed = file("unnamed.arrow", List.of(fixed(memory, "weights", numbers(LENGTH))));
    }

    refused(() -> in(doubles, "a"), "Column parameters of Arrow file doubles.arrow has type");
    refused(() -> in(nulls, "b"), "Arrow file nulls.arrow has a list parameters with a null");
    refused(() -> in(unnamed, "c"), "--array W0=NAME");
  }

  private static void refused(Runnable action, String words) {
    assertThatThrownBy(action::run)
        .isInstanceOf(UserException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }
}
