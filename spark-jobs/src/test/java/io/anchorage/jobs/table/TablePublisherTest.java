package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.anchorage.UserException;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.IdMap;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablePublisherTest {
  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("t");
  }

  private StorageFolder files() {
    return SomeTable.files(folder());
  }

  private TablePublisher create(FolderLock lock) {
    return TablePublisher.create(
        files(),
        lock,
        SomeTable.spec(),
        SharedContent.none(),
        "some",
        List.of(),
        SomeTable.run("create"));
  }

  @Test
  void a_reader_sees_only_what_is_published() {
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher publisher = create(lock)) {
      publisher.publish(SomeTable.shard(publisher.format(), "a", 0, 5));
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    ShardFormat format = ShardFormat.of(files(), FieldTable.open(files()).manifest());
    SomeTable.shard(format, "never-published", 5, 9);

    assertThat(SomeTable.all(FieldTable.open(files()).keys())).hasSize(5);
  }

  @Test
  void a_published_shard_reaches_the_manifest_within_a_few_seconds() throws Exception {
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher publisher = create(lock)) {
      publisher.publish(SomeTable.shard(publisher.format(), "a", 0, 5));
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (FieldTable.open(files()).manifest().fields() < 5 && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      Manifest manifest = FieldTable.open(files()).manifest();
      assertThat(manifest.fields()).isEqualTo(5);
      assertThat(manifest.runs().get(0).fields()).isEqualTo(5);
      assertThat(manifest.runs().get(0).status()).isEqualTo(RunEntry.Status.RUNNING);
    }
  }

  @Test
  void a_burst_of_shards_is_one_or_two_manifests() {
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher publisher = create(lock)) {
      ShardEntry shard = SomeTable.shard(publisher.format(), "a", 0, 1);
      long start = System.nanoTime();
      for (int i = 0; i < 500; i++) {
        publisher.publish(new ShardEntry("s" + i, shard.fields(), null));
      }
      assertThat(publisher.manifest().shards()).hasSize(500);
      assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    assertThat(FieldTable.open(files()).manifest().shards()).hasSize(500);
  }

  @Test
  void a_killed_run_leaves_a_readable_table_that_the_next_run_tidies() throws IOException {
    try (FolderLock lock = FolderLock.acquire(files(), "test")) {
      TablePublisher publisher = create(lock);
      publisher.publish(SomeTable.shard(publisher.format(), "r1-a", 0, 5));
      ShardFormat format = publisher.format();
      publisher.finish(RunEntry.Status.RUNNING, 0);
      // What a kill leaves: a shard nobody published, a file without a footer, a temporary.
      SomeTable.shard(format, "r1-b", 5, 9);
      Files.writeString(folder().resolve("fields/r1-c-12345678.parquet"), "PAR1 cut short");
      Files.writeString(folder().resolve("fields/_r1-d-12345678.parquet.part"), "PAR1");
      Files.writeString(folder().resolve("_manifest.json.1234.tmp"), "{");
    }
    assertThat(SomeTable.all(FieldTable.open(files()).keys())).hasSize(5);

    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher again =
            TablePublisher.reopen(
                files(), lock, SomeTable.spec(), List.of(), SomeTable.run("resume"))) {
      assertThat(again.runNumber()).isEqualTo(2);
      again.publish(SomeTable.shard(again.format(), "r2-b", 5, 9));
      again.finish(RunEntry.Status.COMPLETE, 2);
    }
    FieldTable table = FieldTable.open(files());
    assertThat(SomeTable.all(table.rows()))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(IntStream.range(0, 9).mapToObj(SomeTable::row).toList());
    assertThat(table.manifest().runs())
        .extracting(RunEntry::status)
        .containsExactly(RunEntry.Status.KILLED, RunEntry.Status.COMPLETE);
    try (Stream<Path> left = Files.list(folder().resolve("fields"))) {
      assertThat(left).hasSize(2);
    }
    assertThat(folder().resolve("_manifest.json.1234.tmp")).doesNotExist();
  }

  @Test
  void a_reader_of_the_table_as_it_was_finds_rows_that_were_taken_out_since() {
    FieldTable before = SomeTable.make(folder(), 25);
    IdMap.Builder dropped = IdMap.builder(1);
    dropped.add(new FieldKey("some/train/3", 0));
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher publisher =
            TablePublisher.reopen(
                files(), lock, SomeTable.spec(), List.of(), SomeTable.run("resume"))) {
      publisher.drop(dropped.build());
      assertThat(SomeTable.all(before.keys())).hasSize(25);
      assertThat(SomeTable.all(FieldTable.open(files()).keys())).hasSize(24);
      assertThat(files().list("fields")).filteredOn(name -> name.endsWith(".parquet")).hasSize(3);
    }
  }

  @Test
  void a_run_that_ends_by_an_error_keeps_what_it_published() {
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher publisher = create(lock)) {
      publisher.publish(SomeTable.shard(publisher.format(), "a", 0, 5));
    }
    Manifest manifest = FieldTable.open(files()).manifest();
    assertThat(manifest.fields()).isEqualTo(5);
    assertThat(manifest.runs().get(0).status()).isEqualTo(RunEntry.Status.FAILED);
    assertThat(manifest.runs().get(0).fields()).isEqualTo(5);
  }

  @Test
  void a_table_that_exists_is_not_overwritten() {
    SomeTable.make(folder(), 3);
    try (FolderLock lock = FolderLock.acquire(files(), "test")) {
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(() -> create(lock))
          .withMessageContaining(folder().toString())
          .withMessageContaining("--resume")
          .withMessageContaining("--incremental")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(UserException.Kind.OUTPUT));
    }
  }

  @Test
  void a_folder_with_other_files_is_refused() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("thesis.tex"), "precious");
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> TablePublisher.requireEmpty(files()))
        .withMessageContaining("thesis.tex");
  }

  @ParameterizedTest
  @ValueSource(strings = {"decoder", "network", "start"})
  void what_a_run_left_that_was_killed_before_its_first_manifest_is_no_obstacle(String kind)
      throws IOException {
    Path left = folder().resolve(kind + "-0123456789ab.safetensors");
    Files.createDirectories(folder().resolve("fields"));
    Files.writeString(left, "cut");
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher publisher = create(lock)) {
      publisher.finish(RunEntry.Status.COMPLETE, 0);
    }
    assertThat(left).doesNotExist();
    assertThat(SomeTable.all(FieldTable.open(files()).keys())).isEmpty();
  }

  @Test
  void another_recipe_is_refused_with_what_differs() {
    SomeTable.make(folder(), 3);
    TableSpec other = SomeTable.spec(1000);
    try (FolderLock lock = FolderLock.acquire(files(), "test")) {
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(
              () ->
                  TablePublisher.reopen(
                      files(), lock, other, List.of(), SomeTable.run("incremental")))
          .withMessageContaining("fit.steps is 500 there, 1000 here")
          .withMessageContaining(other.recipeHash().substring(0, 12))
          .withMessageContaining(SomeTable.spec().recipeHash().substring(0, 12));
    }
  }

  @Test
  void shared_parameters_are_stored_once_and_their_hash_is_checked() throws IOException {
    byte[] shared = {1, 2, 3};
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher publisher =
            TablePublisher.create(
                files(),
                lock,
                SomeTable.spec(),
                SharedContent.decoder(shared),
                "some",
                List.of(),
                SomeTable.run("create"))) {
      publisher.finish(RunEntry.Status.COMPLETE, 0);
    }
    FieldTable table = FieldTable.open(files());
    assertThat(table.sharedParameters()).isEqualTo(shared);
    table.requireShared("decoder.safetensors", shared);
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> table.requireShared("other.safetensors", new byte[] {4}))
        .withMessageContaining("other.safetensors");

    Path file = folder().resolve(table.manifest().shared().path());
    assertThat(file.getFileName().toString()).matches("decoder-[0-9a-f]{12}\\.safetensors");
    Files.write(file, new byte[] {1, 2, 4});
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(table::sharedParameters)
        .withMessageContaining(file.toString());
  }

  @Test
  void a_resumed_job_knows_what_is_done() {
    TableImages done = SomeTable.make(folder(), 25).images();
    assertThat(done.size()).isEqualTo(26);
    assertThat(done.failed()).isEqualTo(1);
    assertThat(done.state("some/train/24")).isEqualTo(TableImages.State.FITTED);
    assertThat(done.state("some/train/25")).isEqualTo(TableImages.State.FAILED);
    assertThat(done.state("some/train/26")).isEqualTo(TableImages.State.ABSENT);
  }

  @Test
  void a_resumed_job_knows_what_the_files_were_like() {
    TableImages done = SomeTable.make(folder(), 25).images();
    long time = 1_700_000_000_000L;
    assertThat(done.image("some/train/24").file(1024, time + 24)).isEqualTo(TableImages.File.SAME);
    assertThat(done.image("some/train/24").file(1025, time + 24)).isEqualTo(TableImages.File.OTHER);
    assertThat(done.image("some/train/24").file(1024, time + 25)).isEqualTo(TableImages.File.OTHER);
    assertThat(done.image("some/train/24").file(-1, -1)).isEqualTo(TableImages.File.OTHER);
    assertThat(done.image("some/train/25").file(17, time))
        .as("the failure")
        .isEqualTo(TableImages.File.SAME);
  }

  @Test
  void images_are_taken_out_of_a_table_and_all_other_rows_stay_as_they_were() {
    FieldTable before = SomeTable.make(folder(), 25);
    List<FieldRow> rows = all(before.rows());
    IdMap.Builder dropped = IdMap.builder(3);
    dropped.add(new FieldKey("some/train/3", 0));
    dropped.add(new FieldKey("some/train/25", 0));
    dropped.add(new FieldKey("some/train/unknown", 0));
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher publisher =
            TablePublisher.reopen(
                files(), lock, SomeTable.spec(), List.of(), SomeTable.run("resume"))) {
      publisher.drop(dropped.build());
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }

    FieldTable after = FieldTable.open(files());
    assertThat(after.manifest().failures()).isZero();
    assertThat(after.images().state("some/train/3")).isEqualTo(TableImages.State.ABSENT);
    rows.removeIf(row -> row.summary().id().equals("some/train/3"));
    assertThat(all(after.rows())).usingRecursiveComparison().isEqualTo(rows);
    assertThat(TableVerifier.verify(after, null).problems()).isEmpty();
    assertThat(folder().resolve("failures")).isEmptyDirectory();
  }

  private static List<FieldRow> all(ShardScan<FieldRow> scan) {
    List<FieldRow> rows = new ArrayList<>();
    try (scan) {
      scan.forEachRemaining(rows::add);
    }
    return rows;
  }
}
