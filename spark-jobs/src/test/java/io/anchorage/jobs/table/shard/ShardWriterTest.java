package io.anchorage.jobs.table.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.anchorage.UserException;
import io.anchorage.field.Column;
import io.anchorage.field.Field;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.storage.StoredParquet;
import io.anchorage.jobs.table.FullFileSystem;
import io.anchorage.jobs.table.SomeTable;
import io.anchorage.jobs.table.manifest.FormatVersion;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.FieldColumns;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardWriterTest {
  @TempDir Path folder;

  private ShardFormat format(StorageFolder files) {
    return ShardFormat.of(
        files,
        new Manifest(
            FormatVersion.CURRENT,
            "id",
            SomeTable.spec(),
            null,
            "some",
            List.of(),
            List.of(),
            List.of()));
  }

  private Path stored(ShardEntry shard) {
    return folder.resolve(TableLayout.unlisted(shard.fields().path()));
  }

  @Test
  void the_same_rows_give_the_same_bytes() throws IOException {
    ShardFormat format = format(SomeTable.files(folder));
    ShardEntry first = SomeTable.shard(format, "a", 0, 30);
    ShardEntry second = SomeTable.shard(format, "b", 0, 30);
    assertThat(first.fields().path()).isNotEqualTo(second.fields().path());
    assertThat(first.fields().sha256()).isEqualTo(second.fields().sha256());
    assertThat(stored(first)).hasSameBinaryContentAs(stored(second));
  }

  @Test
  void the_entry_says_what_is_stored() throws IOException {
    ShardEntry shard = SomeTable.shard(format(SomeTable.files(folder)), "a", 5, 15);
    byte[] content = Files.readAllBytes(stored(shard));
    assertThat(shard.fields().rows()).isEqualTo(10);
    assertThat(shard.fields().bytes()).isEqualTo(content.length);
    assertThat(shard.fields().sha256()).isEqualTo(Sha256.of(content));
    assertThat(shard.fields().minId()).isEqualTo("some/train/10");
    assertThat(shard.fields().maxId()).isEqualTo("some/train/9");
    assertThat(shard.failures()).isNull();
  }

  @Test
  void attempts_at_one_shard_do_not_disturb_each_other() {
    ShardFormat format = format(SomeTable.files(folder));
    try (ShardWriter first = ShardWriter.open(format, "a");
        ShardWriter second = ShardWriter.open(format, "a")) {
      first.write(SomeTable.row(1));
      second.write(SomeTable.row(1));
      assertThat(first.finish().fields().sha256()).isEqualTo(second.finish().fields().sha256());
    }
  }

  @Test
  void a_writer_that_is_not_finished_leaves_nothing() throws IOException {
    try (ShardWriter writer = ShardWriter.open(format(SomeTable.files(folder)), "a")) {
      writer.write(SomeTable.row(1));
      writer.write(SomeTable.failure(2));
      assertThat(filesBelow(folder)).isEqualTo(2);
    }
    assertThat(filesBelow(folder)).isZero();
  }

  @Test
  void a_field_without_one_of_the_columns_is_an_error_of_the_caller() throws IOException {
    FieldRow row = SomeTable.row(1);
    Field bare = Field.on(row.field().grid(), row.field().normalisation()).build();
    try (ShardWriter writer = ShardWriter.open(format(SomeTable.files(folder)), "a")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(new FieldRow(row.summary(), bare, List.of())))
          .withMessageContaining("num_planes");
    }
    assertThat(filesBelow(folder)).isZero();
  }

  @Test
  void a_familys_column_cannot_have_the_name_of_another() {
    Column psnr = new Column("psnr", Column.Type.FLOAT, "Taken.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldColumns.all(List.of(psnr)))
        .withMessageContaining("psnr");
  }

  @Test
  void rows_of_megabytes_do_not_pile_up_in_one_row_group() {
    int numbers = 500_000;
    Grid grid = Grid.image(3, 4);
    FieldRow small = SomeTable.row(1);
    StorageFolder files = SomeTable.files(folder);
    try (ShardWriter writer = ShardWriter.open(format(files), "big")) {
      for (int i = 0; i < 40; i++) {
        float[] planes = new float[numbers];
        new io.anchorage.kernel.random.Philox(i).fillUniform(planes, 0, numbers, -1, 1);
        Field field =
            Field.on(grid, Normalisation.unit(2))
                .count("num_planes", 2)
                .floats("planes", planes)
                .number("tilt", 0)
                .build();
        FieldSummary summary = small.summary();
        writer.write(
            new FieldRow(
                new FieldSummary(
                    "big/" + i,
                    0,
                    -1,
                    "",
                    "train",
                    4,
                    3,
                    2,
                    "fake",
                    1,
                    0,
                    0,
                    0,
                    0,
                    "scalar",
                    summary.recipeHash(),
                    summary.pixelHash(),
                    100,
                    1000,
                    "steps"),
                field,
                List.of()));
      }
      ShardFile file = writer.finish().fields();
      assertThat(rowGroups(files, file)).isBetween(2, 10);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_full_disk_is_one_line_and_leaves_nothing() throws IOException {
    Configuration settings = new Configuration();
    settings.setClass("fs.full.impl", FullFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    StorageFolder files = StorageFolder.at("full://" + folder, settings);
    try (ShardWriter writer = ShardWriter.open(format(files), "a")) {
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  writer.write(SomeTable.row(i));
                }
                writer.finish();
              })
          .withMessageContaining("No space left on device")
          .withMessageContaining("--resume")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(UserException.Kind.OUTPUT))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
    assertThat(filesBelow(folder)).isZero();
  }

  @Test
  void an_output_below_a_file_is_one_line() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> FolderLock.acquire(SomeTable.files(file.resolve("t")), "app"))
        .withMessageContaining(file.toString())
        .withMessageContaining("--output")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(UserException.Kind.OUTPUT))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void the_format_travels_with_its_settings() throws Exception {
    Configuration settings = new Configuration();
    settings.set("fs.s3a.endpoint", "http://localhost:1");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(format(StorageFolder.at(folder.toString(), settings)));
    }
    assertThat(bytes.size()).as("settings that are Hadoop's defaults stay here").isLessThan(5000);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ShardFormat format = (ShardFormat) in.readObject();
      assertThat(format.files().settings().get("fs.s3a.endpoint")).isEqualTo("http://localhost:1");
      assertThat(SomeTable.shard(format, "a", 0, 3).fields().rows()).isEqualTo(3);
    }
  }

  private static int rowGroups(StorageFolder files, ShardFile file) throws IOException {
    try (var reader =
        org.apache.parquet.hadoop.ParquetFileReader.open(
            new StoredParquet(files, TableLayout.unlisted(file.path())))) {
      return reader.getRowGroups().size();
    }
  }

  private static long filesBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
