package io.anchorage.jobs.table.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.jobs.table.rows.RowColumn;
import io.anchorage.jobs.table.rows.RowSchema;
import io.anchorage.jobs.table.rows.RowValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnwiseRowsTest {
  private static final RowColumn<float[], Integer> NUMBER =
      RowColumn.integer("number", list -> list.length);
  private static final RowColumn<float[], float[]> ALWAYS =
      RowColumn.numbers("always", list -> list);
  private static final RowColumn<float[], float[]> SOMETIMES =
      RowColumn.<float[]>numbers("sometimes", list -> list).optional();
  private static final MessageType SCHEMA =
      new RowSchema<>("row", List.of(ALWAYS, NUMBER, SOMETIMES)).parquet();

  @TempDir private Path folder;
  private int files;

  private static float[] list(SplittableRandom random, boolean few) {
    int length = random.nextInt(4) == 0 ? random.nextInt(3000) : random.nextInt(4);
    float[] list = new float[length];
    for (int i = 0; i < length; i++) {
      list[i] = few ? i % 3 : (float) random.nextDouble();
    }
    return list;
  }

  private InputFile written(
      MessageType schema,
      WriterVersion version,
      boolean dictionary,
      int page,
      int rowGroup,
      int rows)
      throws IOException {
    Path file = folder.resolve("rows-%d.parquet".formatted(files++));
    SplittableRandom random = new SplittableRandom(5);
    SimpleGroupFactory groups = new SimpleGroupFactory(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(schema)
            .withWriterVersion(version)
            .withDictionaryEncoding(dictionary)
            .withPageSize(page)
            .withMinRowCountForPageSizeCheck(1)
            .withRowGroupSize((long) rowGroup)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (int i = 0; i < rows; i++) {
        Group group = groups.newGroup().append("number", i);
        add(group.addGroup("always"), list(random, dictionary));
        if (random.nextInt(3) > 0) {
          add(group.addGroup("sometimes"), list(random, dictionary));
        }
        writer.write(group);
      }
    }
    return new LocalInputFile(file);
  }

  private static void add(Group list, float[] values) {
    for (float value : values) {
      list.addGroup(0).append(list.getType().getType(0).asGroupType().getFieldName(0), value);
    }
  }

  private static List<RowValues> all(RowSource source) throws IOException {
    List<RowValues> rows = new ArrayList<>();
    try (source) {
      for (RowValues row = source.read(); row != null; row = source.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<RowValues> records(InputFile file) throws IOException {
    List<RowValues> rows = new ArrayList<>();
    try (ParquetReader<RowValues> reader = new Records(file).build()) {
      for (RowValues row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static final class Records extends ParquetReader.Builder<RowValues> {
    Records(InputFile file) {
      super(file);
      withConf(new Configuration(false));
    }

    @Override
    protected ReadSupport<RowValues> getReadSupport() {
      return new RowReadSupport(SCHEMA);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PARQUET_1_0, 1048576, 33554432",
    "PARQUET_1_0, 512, 33554432",
    "PARQUET_1_0, 4096, 400000",
    "PARQUET_2_0, 1048576, 33554432",
    "PARQUET_2_0, 512, 400000"
  })
  void lists_of_any_length_come_as_records_give_them(WriterVersion version, int page, int rowGroup)
      throws IOException {
    // Version 2 writes floats in other encodings by itself, and PLAIN only without a dictionary.
    InputFile file = written(SCHEMA, version, false, page, rowGroup, 200);

    List<RowValues> rows = all(ColumnwiseRows.open(file, SCHEMA).orElseThrow());

    assertThat(texts(rows)).hasSize(200).isEqualTo(texts(records(file)));
  }

  /** All values of each row; AssertJ's comparison of arrays takes a minute. */
  private static List<String> texts(List<RowValues> rows) {
    return assertThat(rows).extracting("values", Object[].class).actual().stream()
        .map(Arrays::deepToString)
        .toList();
  }

  @Test
  void files_whose_floats_are_in_a_dictionary_are_left_to_records() throws IOException {
    assertThat(
            ColumnwiseRows.open(
                written(SCHEMA, WriterVersion.PARQUET_1_0, true, 4096, 1 << 20, 50), SCHEMA))
        .isEmpty();
  }

  @Test
  void levels_come_out_of_runs_and_of_packed_bits() {
    // A run of five ones, then eight packed levels 0 1 1 0 1 0 0 1.
    Levels levels = new Levels(ByteBuffer.wrap(new byte[] {10, 1, 3, (byte) 0b10010110}), 1);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      found.add(levels.peek());
      levels.take(1);
    }
    assertThat(found).isEqualTo(Arrays.asList(1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1));
    assertThatThrownBy(levels::peek).isInstanceOf(java.nio.BufferUnderflowException.class);
  }
}
