package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ManifestStore;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.shard.ShardFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next run completes what a killed one had begun to publish. */
final class PublicationTest {
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

  /** What a kill leaves at each moment between the end of a task and the new manifest. */
  @ParameterizedTest
  @ValueSource(strings = {"announced", "half renamed", "renamed", "listed"})
  void a_publication_that_a_kill_interrupted_is_completed(String moment) throws IOException {
    try (FolderLock lock = FolderLock.acquire(files(), "test")) {
      TablePublisher publisher = create(lock);
      publisher.publish(SomeTable.shard(publisher.format(), "r1-a", 0, 5));
      ShardFormat format = publisher.format();
      Manifest manifest = publisher.finish(RunEntry.Status.RUNNING, 0);
      List<ShardEntry> shards =
          List.of(SomeTable.shard(format, "r1-b", 5, 9), SomeTable.shard(format, "r1-c", 9, 11));
      ManifestStore.announce(files(), shards);
      if (!moment.equals("announced")) {
        Publication.announce(files(), moment.startsWith("half") ? shards.subList(1, 2) : shards);
        ManifestStore.announce(files(), shards);
      }
      if (moment.equals("listed")) {
        RunEntry run = manifest.runs().get(0).withCounts(11, 0);
        ManifestStore.replace(files(), manifest.with(shards).withLastRun(run));
      }
    }
    resumed();

    FieldTable table = FieldTable.open(files());
    assertThat(SomeTable.all(table.rows()))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(IntStream.range(0, 11).mapToObj(SomeTable::row).toList());
    assertThat(table.manifest().runs())
        .extracting(RunEntry::status, RunEntry::fields)
        .containsExactly(tuple(RunEntry.Status.KILLED, 11L), tuple(RunEntry.Status.COMPLETE, 0L));
    assertThat(TableVerifier.verify(table, null).problems()).isEmpty();
    assertThat(files().list("")).containsExactly("fields", "manifest.json");
    assertThat(files().list("fields")).hasSize(3);
  }

  @Test
  void a_shard_that_was_announced_and_is_not_whole_is_fitted_again() throws IOException {
    try (FolderLock lock = FolderLock.acquire(files(), "test")) {
      TablePublisher publisher = create(lock);
      ShardEntry cut = SomeTable.shard(publisher.format(), "r1-a", 0, 5);
      publisher.finish(RunEntry.Status.RUNNING, 0);
      ManifestStore.announce(files(), List.of(cut));
      Files.writeString(folder().resolve(TableLayout.unlisted(cut.fields().path())), "PAR1");
    }
    resumed();
    assertThat(FieldTable.open(files()).manifest().fields()).isZero();
    assertThat(files().list("fields")).isEmpty();
  }

  private void resumed() {
    try (FolderLock lock = FolderLock.acquire(files(), "test");
        TablePublisher again =
            TablePublisher.reopen(
                files(), lock, SomeTable.spec(), List.of(), SomeTable.run("resume"))) {
      again.finish(RunEntry.Status.COMPLETE, 0);
    }
  }
}
