package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldTableTest {
  @TempDir Path folder;

  @Test
  void rows_come_back_as_they_were_written() {
    FieldTable table = SomeTable.make(folder.resolve("t"), 25);

    assertThat(SomeTable.all(table.rows()))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(IntStream.range(0, 25).mapToObj(SomeTable::row).toList());
    assertThat(SomeTable.all(table.failures())).containsExactly(SomeTable.failure(25));
    assertThat(table.manifest().fields()).isEqualTo(25);
    assertThat(table.manifest().failures()).isEqualTo(1);
  }

  @Test
  void summaries_and_keys_are_those_of_the_rows() {
    FieldTable table = SomeTable.make(folder.resolve("t"), 25);

    assertThat(SomeTable.all(table.summaries()))
        .isEqualTo(SomeTable.all(table.rows()).stream().map(FieldRow::summary).toList());
    assertThat(SomeTable.all(table.keys()))
        .isEqualTo(SomeTable.all(table.rows()).stream().map(FieldRow::key).toList());
  }

  @Test
  void one_image_is_found_by_its_id() {
    FieldTable table = SomeTable.make(folder.resolve("t"), 25);

    assertThat(table.find("some/train/17"))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(SomeTable.row(17));
    assertThat(table.find("some/train/170")).isEmpty();
    assertThat(
            table.find(
                List.of(
                    new FieldKey("some/train/19", 0),
                    new FieldKey("some/train/170", 0),
                    new FieldKey("some/train/17", 0),
                    new FieldKey("some/train/17", 99))))
        .as("those that are there, each once, in the order of their keys")
        .extracting(row -> row.summary().id())
        .containsExactly("some/train/17", "some/train/19");
    assertThat(table.find(List.of())).isEmpty();
  }

  @Test
  void a_damaged_or_missing_file_is_one_line_that_names_it() throws IOException {
    FieldTable table = SomeTable.make(folder.resolve("t"), 25);
    Path file = folder.resolve("t").resolve(table.fieldFiles().get(1).path());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));
    assertUnreadable(table, file);
    Files.delete(file);
    assertUnreadable(table, file);
  }

  private static void assertUnreadable(FieldTable table, Path file) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> SomeTable.all(table.rows()))
        .withMessageContaining(file.toString())
        .withMessageContaining("verify")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void a_folder_without_a_manifest_is_no_table() {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> FieldTable.open(SomeTable.files(folder)))
        .withMessageContaining(folder + " is not a field table")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(UserException.Kind.INPUT));
  }

  @Test
  void a_table_can_be_read_while_it_grows() {
    StorageFolder files = SomeTable.files(folder.resolve("t"));
    SomeTable.make(folder.resolve("t"), 10);
    FieldTable before = FieldTable.open(files);
    try (FolderLock lock = FolderLock.acquire(files, "test");
        TablePublisher publisher =
            TablePublisher.reopen(
                files, lock, SomeTable.spec(), List.of(), SomeTable.run("incremental"))) {
      publisher.publish(SomeTable.shard(publisher.format(), "r2-0", 50, 60));
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    assertThat(SomeTable.all(before.keys())).hasSize(10);
    assertThat(SomeTable.all(FieldTable.open(files).keys())).hasSize(20);
  }

  @Test
  void a_job_with_another_recipe_is_told_before_it_prepares_anything() {
    FieldTable table = SomeTable.make(folder.resolve("t"), 1);
    table.requireRecipe(SomeTable.recipe(500));
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> table.requireRecipe(SomeTable.recipe(501)))
        .withMessageContaining("fit.steps is 500 there, 501 here");
  }
}
