package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardWriter;
import io.anchorage.score.Psnr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableVerifierTest {
  @TempDir Path folder;

  private static FieldSample sample(FieldSample.Originals originals, int count) {
    return new FieldSample(
        SomeTable.FAMILY, SomeTable.CONFIG, SharedParameters.none(), originals, 3, count);
  }

  @Test
  void a_sound_table_has_no_problems() {
    FieldTable table = SomeTable.make(folder, 25);
    Verification found = TableVerifier.verify(table, sample(FieldSample.Originals.none(), 10));
    assertThat(found.problems()).isEmpty();
    assertThat(found.files()).isEqualTo(4);
    assertThat(found.fields()).isEqualTo(25);
    assertThat(found.failures()).isEqualTo(1);
    assertThat(found.sampled()).isEqualTo(10);
    assertThat(found.compared()).isZero();
  }

  @Test
  void a_flipped_bit_is_found() throws IOException {
    FieldTable table = SomeTable.make(folder, 25);
    Path file = folder.resolve(table.fieldFiles().get(1).path());
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 4;
    Files.write(file, content);

    assertThat(TableVerifier.verify(table, null).problems())
        .singleElement()
        .asString()
        .contains(table.fieldFiles().get(1).path(), "SHA-256");
  }

  @Test
  void a_truncated_and_a_missing_file_are_found() throws IOException {
    FieldTable table = SomeTable.make(folder, 25);
    Path first = folder.resolve(table.fieldFiles().get(0).path());
    Files.write(first, java.util.Arrays.copyOf(Files.readAllBytes(first), 500));
    Files.delete(folder.resolve(table.failureFiles().get(0).path()));

    List<String> problems = TableVerifier.verify(table, null).problems();
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0)).contains(table.fieldFiles().get(0).path(), "500 bytes");
    assertThat(problems.get(1)).contains(table.failureFiles().get(0).path(), "missing");
  }

  @Test
  void a_field_that_is_there_twice_is_found() {
    StorageFolder files = SomeTable.files(folder);
    try (FolderLock lock = FolderLock.acquire(files, "test");
        TablePublisher publisher =
            TablePublisher.create(
                files,
                lock,
                SomeTable.spec(),
                SharedContent.none(),
                "some",
                List.of(),
                SomeTable.run("create"))) {
      publisher.publish(SomeTable.shard(publisher.format(), "a", 0, 5));
      publisher.publish(SomeTable.shard(publisher.format(), "b", 4, 6));
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    assertThat(TableVerifier.verify(FieldTable.open(files), null).problems())
        .containsExactly("id some/train/4 (repeat 0) is there twice");
  }

  @Test
  void a_field_that_is_not_the_one_its_row_speaks_of_is_found() {
    FieldTable table = SomeTable.make(folder, 25);
    Verification found =
        TableVerifier.verify(
            table, sample(row -> new float[row.channels() * row.width() * row.height()], 25));
    assertThat(found.compared()).isEqualTo(25);
    assertThat(found.problems()).hasSize(25);
    assertThat(found.problems().get(0)).contains("some/train/", "dB but its row says");
  }

  @Test
  void a_class_number_with_two_names_is_found() {
    ClassNumbers classes = new ClassNumbers();
    classes.add(0, "ant");
    classes.add(0, "bird");
    classes.add(1, "bird");
    classes.add(2, "cat");
    classes.add(-1, "");

    assertThat(classes.problems(List.of("ant", "bird", "dog")))
        .containsExactly(
            "class number 0 has the names [ant, bird]",
            "class number 2 has the name cat in its rows and dog in the manifest",
            "class bird has the numbers [0, 1]");
  }

  @Test
  void an_image_under_two_ids_is_counted_but_is_no_damage() {
    FieldTable table = SomeTable.make(folder, 5);
    ImageTwins twins = new ImageTwins(table.manifest());
    twins.add(SomeTable.row("a", 1, 0).summary());
    twins.add(SomeTable.row("a", 1, 1).summary());
    assertThat(twins.words()).isEmpty();
    twins.add(SomeTable.row("b", 1, 0).summary());
    assertThat(twins.words()).isEqualTo("1 image is there under another id, too, such as b");
  }

  @Test
  void a_field_that_reconstructs_to_the_psnr_of_its_row_is_sound() {
    StorageFolder files = SomeTable.files(folder);
    FieldRow row = SomeTable.row(6);
    FieldSummary summary = row.summary();
    float[] image = new float[summary.channels() * summary.width() * summary.height()];
    java.util.Arrays.fill(image, 0.5f);
    double psnr = Psnr.of(image, unit(row.field()));
    try (FolderLock lock = FolderLock.acquire(files, "test");
        TablePublisher publisher =
            TablePublisher.create(
                files,
                lock,
                SomeTable.spec(),
                SharedContent.none(),
                "some",
                List.of(),
                SomeTable.run("create"));
        ShardWriter writer = ShardWriter.open(publisher.format(), "a")) {
      writer.write(new FieldRow(withPsnr(summary, psnr), row.field(), List.of()));
      publisher.publish(writer.finish());
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    Verification found = TableVerifier.verify(FieldTable.open(files), sample(any -> image, 5));
    assertThat(found.problems()).isEmpty();
    assertThat(found.compared()).isEqualTo(1);
    assertThat(found.largestDifference()).isLessThan(1e-6);
  }

  private static float[] unit(Field field) {
    float[] values = SomeTable.FAMILY.reconstruct(SomeTable.CONFIG, SharedParameters.none(), field);
    for (int i = 0; i < values.length; i++) {
      float unit = field.normalisation().toUnit(i / field.grid().points(), values[i]);
      values[i] = Math.max(0f, Math.min(1f, unit));
    }
    return values;
  }

  private static FieldSummary withPsnr(FieldSummary row, double psnr) {
    return new FieldSummary(
        row.id(),
        row.repeat(),
        row.label(),
        row.labelName(),
        row.split(),
        row.width(),
        row.height(),
        row.channels(),
        row.family(),
        row.steps(),
        row.loss(),
        psnr,
        row.ssim(),
        row.seed(),
        row.engine(),
        row.recipeHash(),
        row.pixelHash(),
        row.inputBytes(),
        row.inputTime(),
        row.stoppedBy());
  }
}
